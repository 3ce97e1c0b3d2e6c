using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessContacts.Import.Registering;

/// <summary>Ids of imports: 12 hexadecimal digits that fall as time rises, so that newer ones sort first, and 8 of chance.</summary>
internal static class ImportId
{
    public const int Length = 20;

    private const long Last = (1L << 48) - 1;

    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{Last - now.ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");

    /// <summary>The unique part of the id of the contact that a row makes: the same for the same row, however often it is tried.</summary>
    public static string ContactOf(string import, int line) => string.Create(CultureInfo.InvariantCulture, $"{import}{line:x8}");

    /// <summary>The line whose row made the contact, or null where it is none of the import's.</summary>
    public static int? LineOf(string import, string unique) =>
        unique.Length == Length + 8 && unique.StartsWith(import, StringComparison.Ordinal)
        && int.TryParse(unique.AsSpan(Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var line)
            ? line
            : null;
}
