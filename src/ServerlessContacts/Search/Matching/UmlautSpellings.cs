using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// German umlauts are written ae, oe and ue where the keys are missing: mueller finds Müller, and Müller finds Mueller. Folding alone makes muller
/// of the umlaut, as people of other languages type it.
/// </summary>
internal static class UmlautSpellings
{
    private static readonly string[] Spelt = ["ae", "oe", "ue"];

    /// <summary>The word with its umlauts spelt, folded; null if it has none.</summary>
    public static string? SpeltOut(string written)
    {
        var composed = written.IsNormalized(NormalizationForm.FormC) ? written : written.Normalize(NormalizationForm.FormC);
        return composed.AsSpan().IndexOfAny("äöüÄÖÜ") < 0 ? null : TextFold.Fold(string.Concat(composed.Select(Spell)));
    }

    /// <summary>
    /// The folded word with umlauts for what may be their spelling; null if nothing is. Not at the end, where Joe and Sue would become any name with
    /// Jo and Su.
    /// </summary>
    public static string? Contracted(string folded)
    {
        var contracted = new StringBuilder(folded.Length);
        for (var at = 0; at < folded.Length; at++)
        {
            contracted.Append(folded[at]);
            if (at + 2 < folded.Length && Spelt.Contains(folded.Substring(at, 2), StringComparer.Ordinal))
            {
                at++;
            }
        }

        return contracted.Length < folded.Length ? contracted.ToString() : null;
    }

    private static string Spell(char c) => c switch
    {
        'ä' or 'Ä' => "ae",
        'ö' or 'Ö' => "oe",
        'ü' or 'Ü' => "ue",
        _ => c.ToString(),
    };
}
