using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Texts with line breaks of CR alone, as old Macs and some spreadsheets write them. In a value they are line breaks; a parameter says what
/// they were.
/// </summary>
internal static class ExactText
{
    public static bool IsNeeded(string text)
    {
        for (var at = text.IndexOf('\r', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\r', at + 1))
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text with usual breaks alone.</summary>
    public static string WithUsualBreaks(string text) =>
        IsNeeded(text) ? text.Replace("\r\n", "\0", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace("\0", "\r\n", StringComparison.Ordinal) : text;

    public static string Parameter(string text) =>
        VCardParameters.Write(OwnNames.Exact, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    /// <summary>What the parameter says, unless somebody has changed the value since.</summary>
    public static string Read(string text, string? said) =>
        said is not null && Base64Text.Decode(said) is { } bytes && Encoding.UTF8.GetString(bytes) is var exact
            && WithUsualBreaks(exact) == text ? exact : text;
}
