using System.Security.Cryptography;
using Azure;
using Azure.Identity;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using ServerlessContacts.Store;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>
/// Whether the stored key ring can be read, asked before a deployed service serves anybody: Data Protection itself would pass over keys that it cannot decrypt and begin with a new one, and every
/// member would have to sign in again.
/// </summary>
public sealed class KeyRingCheck(VaultKeys keys, IKeyManager ring, TimeProvider time)
{
    /// <returns>False where the vault or the storage account did not answer, so that nothing is certain yet.</returns>
    /// <exception cref="SettingException">No key is set, it is another than that which the ring was encrypted with, or the vault does not let this service use it.</exception>
    public bool Run()
    {
        var vault = keys.Key ?? throw new SettingException($"{VaultKeys.Setting} is missing: a deployed service keeps no key ring that everybody with the storage account can read.");
        try
        {
            Probe(vault);
            Array.ForEach([.. ring.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > time.GetUtcNow())], Decrypt);
            return true;
        }
        catch (Exception unreachable) when (unreachable is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException)
        {
            return false;
        }
    }

    private static void Probe(VaultKey vault)
    {
        try
        {
            vault.Unwrap(vault.Wrap(RandomNumberGenerator.GetBytes(EncryptedKey.KeyBytes)));
        }
        catch (RequestFailedException refused) when (IsCertain(refused))
        {
            throw new SettingException($"{VaultKeys.Setting} is {vault.Id}, and the vault answers {refused.Status} {refused.ErrorCode}.", refused);
        }
    }

    private static void Decrypt(IKey key)
    {
        try
        {
            key.CreateEncryptor();
        }
        catch (Exception lost) when (lost is InvalidOperationException or CryptographicException)
        {
            throw new SettingException($"The key {key.KeyId} in the container {SyncStorage.Keys} cannot be read. {lost.Message}", lost);
        }
        catch (RequestFailedException refused) when (IsCertain(refused))
        {
            throw new SettingException($"The key {key.KeyId} in the container {SyncStorage.Keys} cannot be read: the vault answers {refused.Status} {refused.ErrorCode}.", refused);
        }
    }

    private static bool IsCertain(RequestFailedException refused) => refused.Status is >= 400 and < 500 and not (408 or 429);
}
