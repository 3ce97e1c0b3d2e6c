using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>Encrypts each key of the key ring with a key of its own (AES-256-GCM), which the vault wraps: the vault wraps no more than about 200 bytes.</summary>
public sealed class VaultKeyEncryptor(VaultKey vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = RandomNumberGenerator.GetBytes(EncryptedKey.KeyBytes);
        try
        {
            var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
            return new EncryptedXmlInfo(EncryptedKey.Seal(vault.Wrap(key), key, text).ToXml(), typeof(VaultKeyDecryptor));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
