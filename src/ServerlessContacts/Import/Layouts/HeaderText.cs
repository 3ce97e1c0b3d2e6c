using System.Globalization;
using System.Text;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Headers as they are compared: blind to case, accents, width, blanks and the signs that stand for blanks.</summary>
internal static class HeaderText
{
    /// <summary>The words of a header, and the number it ends with, if any (<c>email 2</c>, <c>Phone2</c>).</summary>
    public static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        foreach (var c in header.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (IsSeparator(c) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim();
    }

    public static string WithoutNumber(string folded) => folded.TrimEnd([' ', .. Digits]);

    /// <summary>The folded header as one word.</summary>
    public static string Compact(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Accents are marks of their own once a text is decomposed; apostrophes and the like are left out too.</summary>
    private static bool IsSeparator(char c) =>
        c is '_' or '/' or '.' or ':' || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    private static readonly char[] Digits = [.. "0123456789"];
}
