using System.Security.Cryptography;

namespace ServerlessContacts.Sync.Connections;

/// <summary>Ids of connections: 80 bits of chance, as 20 hexadecimal digits.</summary>
internal static class ConnectionId
{
    public const int Length = 20;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>Ids come from outside too, and not every text may stand in a key.</summary>
    public static bool IsId(string id) => id.Length == Length && id.All(char.IsAsciiHexDigitLower);
}
