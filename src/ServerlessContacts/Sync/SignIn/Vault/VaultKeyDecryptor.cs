using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>
/// What <see cref="VaultKeyEncryptor"/> has encrypted. Its name stands in every stored key, so it keeps it. Data Protection makes it, and gives it nothing but the services.
/// </summary>
public sealed class VaultKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var vault = services.GetRequiredService<VaultKeys>().Key ?? throw new InvalidOperationException($"It is encrypted, and {VaultKeys.Setting} names no key.");
        var encrypted = EncryptedKey.Parse(encryptedElement);
        var key = vault.Unwrap(encrypted.Key);
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(encrypted.Open(key)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
