using System.Buffers;

namespace ServerlessContacts.Contacts;

/// <summary>The fast path: a bare ASCII address, which is what nearly every cell holds; anything else is left to the long way.</summary>
internal static class PlainEmailReader
{
    private static readonly SearchValues<char> LocalCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+-/=?^_`{}~");

    private static readonly SearchValues<char> DomainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The form for comparison, which is the same string when the address is in lower case already; null if it is not that plain.</summary>
    public static string? TryNormalize(string written)
    {
        var text = written.AsSpan();
        var at = text.IndexOf('@');
        if (at is < 1 or > EmailParser.MaxLocalPart || text.Length > EmailParser.MaxLength)
            return null;
        var plain = IsPlainLocalPart(text[..at]) && IsPlainDomain(text[(at + 1)..]);
        return plain ? written.ToLowerInvariant() : null;
    }

    // A slash begins Exchange names, an apostrophe begins quoted ones.
    private static bool IsPlainLocalPart(ReadOnlySpan<char> local) =>
        local[0] is not ('/' or '\'' or '=') && !local.ContainsAnyExcept(LocalCharacters);

    private static bool IsPlainDomain(ReadOnlySpan<char> domain) =>
        EmailDomain.HasPlausibleLabels(domain) && !domain.ContainsAnyExcept(DomainCharacters);
}
