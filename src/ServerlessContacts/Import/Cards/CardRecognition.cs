using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Cards;

/// <summary>Whether a file is one of cards, and what imports say of it then.</summary>
internal static class CardRecognition
{
    /// <summary>Null for a file that is to be read as something else.</summary>
    public static (ImportRecord Record, ImportProblem? Problem)? Of(StoredImport import, FileSurvey survey)
    {
        var isNamedSo = CardFiles.IsNamedSo(import.Blob) || LdifFiles.IsNamedSo(import.Blob);
        if (survey.Problem is { } problem)
        {
            return isNamedSo ? (import.Record, problem == ImportProblems.NotACsv ? ImportProblems.NotAVCard : problem) : null;
        }

        var found = import.Record with { Encoding = survey.Encoding };
        var beginning = TextEncodings.Get(survey.Encoding).GetString(survey.Beginning);
        var layout = LdifFiles.Are(beginning) ? LdifFiles.Layout : CardFiles.Are(import.Blob, beginning) ? CardFiles.Layout : null;
        if (layout is null)
        {
            return isNamedSo ? (found, ImportProblems.NotAVCard) : null;
        }

        var warnings = RecognitionWarnings.OfEncoding(survey);
        var told = warnings.Count > 0 ? warnings : null;
        return (found with { Layout = layout, Confidence = survey.Encodings[0].Confidence, Warnings = told }, null);
    }
}
