using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;

namespace ServerlessContacts.Import.Running;

/// <summary>Finds out, once for each import, what its file is, and keeps that with the import.</summary>
internal sealed class ImportRecogniser(ImportStore store, ColumnMappings mappings, IImportFiles files)
{
    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Layout is not null)
        {
            return RunEnd.GoesOn(import);
        }

        var (mapping, unknown) = await mappings.ResolveAsync(import.Tenant, import.Options.Mapping, cancellationToken);
        await using var stream = await files.OpenAsync(import.Blob, cancellationToken);
        var survey = await FileSurvey.TakeAsync(stream, import.Options.Encoding, cancellationToken);
        var result = unknown is null ? await Recogniser.RunAsync(survey, import.Options, mapping) : new RecognitionResult(null, unknown);
        var record = Describe(import.Record, survey, result);
        var saved = await store.SaveAsync(import with { Record = record, Reading = result.Found?.Reading }, cancellationToken) ?? throw new LeaseLostException();
        return result.Problem is { } problem ? RunEnd.Refused(saved, problem) : RunEnd.GoesOn(saved);
    }

    /// <summary>The record with what was found, how sure it is, and what is worth telling.</summary>
    internal static ImportRecord Describe(ImportRecord record, FileSurvey survey, RecognitionResult result) => record with
    {
        Encoding = survey.Problem is null ? survey.Encoding : null,
        Delimiter = result.Found is { } found ? Delimiters.Name(found.Delimiter) : null,
        Layout = result.Found?.Layout.Id,
        Confidence = result.Found?.Confidence,
        Recognition = result.Found is { } sure ? new RecognitionConfidence(sure.Encoding.Confidence, sure.DelimiterConfidence, sure.Layout.Confidence) : null,
        Warnings = result.Warnings.Count > 0 ? result.Warnings : null,
        Columns = result.Columns,
    };
}
