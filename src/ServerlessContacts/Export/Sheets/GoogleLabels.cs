using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Labels in Google's words. The default bears a mark, unless it is the first, which is the default of a list without marks.</summary>
internal static class GoogleLabels
{
    private static readonly string Star = GoogleColumns.Mark.Trim();

    public static string? Write(string? label, bool isDefault, int index) => isDefault && index > 0 ? (GoogleColumns.Mark + Write(label)).Trim() : Write(label);

    public static string? Write(string? label) => label is null ? null : ColumnLabels.ToGoogle(label);

    public static (string? Label, bool IsDefault) Read(string? written) => written switch
    {
        null => (null, false),
        _ when written == Star => (null, true),
        _ when written.StartsWith(GoogleColumns.Mark, StringComparison.Ordinal) => (ColumnLabels.FromGoogle(written.AsSpan(GoogleColumns.Mark.Length).Trim()), true),
        _ => (ColumnLabels.FromGoogle(written), false),
    };
}
