using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Cards;

/// <summary>Whether a file is one of cards, and what imports say of it then.</summary>
internal static class CardRecognition
{
    /// <summary>Null for a file that is to be read as something else.</summary>
    public static (ImportRecord Record, ImportProblem? Problem)? Of(StoredImport import, FileSurvey survey)
    {
        var isNamedSo = CardFiles.IsNamedSo(import.Blob);
        if (survey.Problem is { } problem)
        {
            return isNamedSo ? (import.Record, problem == ImportProblems.NotACsv ? ImportProblems.NotAVCard : problem) : null;
        }

        var found = import.Record with { Encoding = survey.Encoding };
        if (!CardFiles.Are(import.Blob, TextEncodings.Get(survey.Encoding).GetString(survey.Beginning)))
        {
            return isNamedSo ? (found, ImportProblems.NotAVCard) : null;
        }

        var warnings = RecognitionWarnings.OfEncoding(survey);
        return (found with { Layout = CardFiles.Layout, Confidence = survey.Encodings[0].Confidence, Warnings = warnings.Count > 0 ? warnings : null }, null);
    }
}
