using System.Security.Cryptography;
using System.Xml.Linq;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>A key of the key ring as it lies in storage.</summary>
/// <param name="Key">What decrypts it, wrapped by the vault.</param>
/// <param name="Nonce">Of AES-GCM, random; each key encrypts one text only.</param>
/// <param name="Text">With the tag at its end.</param>
internal sealed record EncryptedKey(WrappedKey Key, byte[] Nonce, byte[] Text)
{
    public const int KeyBytes = 32;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    public static EncryptedKey Seal(WrappedKey wrapped, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        var sealedText = new byte[text.Length + TagBytes];
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, text, sealedText.AsSpan(0, text.Length), sealedText.AsSpan(text.Length));
        return new EncryptedKey(wrapped, nonce, sealedText);
    }

    /// <exception cref="CryptographicException">Somebody has changed it.</exception>
    public byte[] Open(ReadOnlySpan<byte> key)
    {
        var text = new byte[Text.Length - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(Nonce, Text.AsSpan(0, text.Length), Text.AsSpan(text.Length), text);
        return text;
    }

    public XElement ToXml() => new(
        "vaultEncrypted",
        new XElement("version", Key.Version.AbsoluteUri),
        new XElement("key", Convert.ToBase64String(Key.Value)),
        new XElement("nonce", Convert.ToBase64String(Nonce)),
        new XElement("text", Convert.ToBase64String(Text)));

    public static EncryptedKey Parse(XElement xml) => new(new WrappedKey(new Uri(xml.Element("version")!.Value), Bytes(xml, "key")), Bytes(xml, "nonce"), Bytes(xml, "text"));

    private static byte[] Bytes(XElement xml, string name) => Convert.FromBase64String(xml.Element(name)!.Value);
}
