using System.Globalization;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Files;

/// <summary>What is worth telling of a file that was recognised: above all what is not sure, and how to say it better.</summary>
internal static class RecognitionWarnings
{
    /// <summary>What is less sure than this is said to be unsure.</summary>
    private const double Sure = FileSurvey.Sure;

    private const int MostChoices = 4;

    public static IEnumerable<ImportWarning> Of(Recognition found, FileSurvey survey, FileSample sample)
    {
        foreach (var warning in OfEncoding(survey))
        {
            yield return warning;
        }

        if (found.DelimiterConfidence < Sure)
        {
            yield return ImportWarnings.DelimiterUnsure(Delimiters.Name(found.Delimiter), Delimiters.Names);
        }

        if (found.Layout.Confidence < Sure)
        {
            var headers = LayoutEvidence.Of(found.Layout);
            var line = sample.Header.Line.ToString(CultureInfo.InvariantCulture);
            yield return ImportWarnings.LayoutUnsure(found.Layout.Id, line, headers.Known, headers.Unknown, LayoutCatalogue.Ids);
        }

        if (sample.Rows.Any(HasLostCharacters))
        {
            yield return ImportWarnings.CharactersLost;
        }
    }

    public static IReadOnlyList<ImportWarning> OfEncoding(FileSurvey survey) => survey.IsSure
        ? []
        : [ImportWarnings.EncodingUnsure(survey.Encoding, [.. survey.Encodings.Take(MostChoices).Select(guess => guess.Name)])];

    /// <summary>A word of question marks, or one within a word: what a program writes for characters that its encoding lacks.</summary>
    private static bool HasLostCharacters(SourceRow row)
    {
        var text = row.Raw.AsSpan();
        var link = text.IndexOf("://");
        for (var at = text.IndexOf('?'); at >= 0 && at + 1 < text.Length; at = text[(at + 1)..].IndexOf('?') is var next and >= 0 ? at + 1 + next : -1)
        {
            var isPair = text[at + 1] == '?' && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));
            var isInWord = at > 0 && char.IsLetter(text[at - 1]) && char.IsLower(text[at + 1]) && (link < 0 || link > at);
            if (isPair || isInWord)
            {
                return true;
            }
        }

        return false;
    }
}
