using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;

namespace ServerlessContacts.Import.Running;

/// <summary>Finds out, once for each import, what its file is, and keeps that with the import.</summary>
internal sealed class ImportRecogniser(ImportStore store, IImportFiles files)
{
    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Layout is not null)
        {
            return RunEnd.GoesOn(import);
        }

        await using var stream = await files.OpenAsync(import.Blob, cancellationToken);
        var survey = await FileSurvey.TakeAsync(stream, import.Options.Encoding, cancellationToken);
        var (record, problem) = CardRecognition.Of(import, survey) ?? await RecogniseCsvAsync(import, survey);
        var saved = await store.SaveAsync(import with { Record = record }, cancellationToken) ?? throw new LeaseLostException();
        return problem is null ? RunEnd.GoesOn(saved) : RunEnd.Refused(saved, problem);
    }

    private static async Task<(ImportRecord Record, ImportProblem? Problem)> RecogniseCsvAsync(StoredImport import, FileSurvey survey)
    {
        var (found, problem) = await Recognition.OfAsync(survey, import.Options);
        var record = import.Record with
        {
            Encoding = survey.Problem is null ? survey.Encoding : null,
            Delimiter = found is null ? null : Delimiters.Name(found.Delimiter),
            Layout = found?.Layout,
            Confidence = found?.Confidence,
        };
        return (record, problem);
    }
}
