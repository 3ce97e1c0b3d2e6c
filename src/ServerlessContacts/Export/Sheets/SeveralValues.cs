using System.Buffers;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Readers of others' layouts take a cell with a separator in it for several values.</summary>
internal static class SeveralValues
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("|｜;；\r\n");

    public static bool AreNotIn(string value) => !value.AsSpan().ContainsAny(Separators) && !value.Contains(":::", StringComparison.Ordinal);
}
