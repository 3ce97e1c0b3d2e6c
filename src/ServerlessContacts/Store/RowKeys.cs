using System.Security.Cryptography;
using System.Text;

namespace ServerlessContacts.Store;

/// <summary>
/// What row keys of all kinds have in common, and the two keys that are of no kind. <see cref="Rows.RowKind"/> makes the others.
/// </summary>
public static class RowKeys
{
    /// <summary>The row that every transaction of the partition replaces.</summary>
    public const string Head = "h";

    /// <summary>Where the log begins.</summary>
    public const string LogStart = "z";

    /// <summary>The name within the kind.</summary>
    public static string NameOf(string rowKey) => rowKey[2..];

    /// <summary>The least key above the given one: no key holds a space, and nothing that a key may hold is below it.</summary>
    public static string Next(string key) => key + ' ';

    /// <summary>A short name for a text that is too long or too odd for a key: 160 bits of SHA-256.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
