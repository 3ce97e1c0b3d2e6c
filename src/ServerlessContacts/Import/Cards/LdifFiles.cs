using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import.Cards;

/// <summary>Files of LDIF, whose rows are entries.</summary>
internal static class LdifFiles
{
    /// <summary>What imports call the layout of such a file.</summary>
    public const string Layout = "ldif";

    public const string Ending = ".ldif";

    private const string Entry = "dn:";
    private const string Version = "version:";

    public static bool IsNamedSo(SourceBlob blob) => blob.Path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the first line that says something begins an entry. Comments, the version of the format and why an entry was rejected say
    /// nothing.
    /// </summary>
    public static bool Are(string beginning)
    {
        foreach (var line in beginning.AsSpan().EnumerateLines())
        {
            var text = line.TrimStart("\uFEFF");
            if (!(text.IsWhiteSpace() || text[0] is '#' or ' ' || Begins(text, Version) || Begins(text, VCardReader.RejectionProperty)))
            {
                return Begins(text, Entry);
            }
        }

        return false;
    }

    private static bool Begins(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
