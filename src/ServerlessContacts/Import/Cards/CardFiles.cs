namespace ServerlessContacts.Import.Cards;

/// <summary>Files of vCards, whose rows are cards.</summary>
internal static class CardFiles
{
    /// <summary>What imports call the layout of such a file.</summary>
    public const string Layout = "vcard";

    public const string Ending = ".vcf";

    private const string Begin = "BEGIN:VCARD";

    /// <summary>Whether the file is to be read as cards: it begins with one, whatever its name, or its name says so and it holds one.</summary>
    public static bool Are(SourceBlob blob, string beginning) =>
        Text(beginning).StartsWith(Begin, StringComparison.OrdinalIgnoreCase) || (IsNamedSo(blob) && beginning.Contains(Begin, StringComparison.OrdinalIgnoreCase));

    public static bool IsNamedSo(SourceBlob blob) => blob.Path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Text(string beginning) => beginning.AsSpan().TrimStart("\uFEFF \t\r\n");
}
