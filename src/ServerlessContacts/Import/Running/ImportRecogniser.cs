using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Running;

/// <summary>Finds out, once for each import, what its file is. That is stored with the import's next state.</summary>
internal sealed class ImportRecogniser(ColumnMappings mappings, ImportFiles files)
{
    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Layout is not null)
        {
            return RunEnd.GoesOn(import);
        }

        await using var stream = await files.OpenAsync(import.Blob, cancellationToken);
        var survey = await FileSurvey.TakeAsync(stream, import.Options.Encoding, cancellationToken);
        var (recognised, problem) = CardRecognition.Of(import, survey) is var (record, refused)
            ? (import with { Record = record, Reading = survey.Quoted is null ? null : new FileReading { Quoted = survey.Quoted } },
                refused)
            : await RecogniseCsvAsync(import, survey, cancellationToken);
        return survey is { Problem: null, IsSure: false } && !import.IsEncodingSettled && (problem is null || IsOfHeader(problem))
            ? new RunEnd(recognised, ImportStatus.Waiting, ImportProblems.EncodingUnsure)
            : problem is null ? RunEnd.GoesOn(recognised) : RunEnd.Refused(recognised, problem);
    }

    /// <summary>Headers may be unknown as they are read in a wrong encoding.</summary>
    private static bool IsOfHeader(ImportProblem problem) => problem.Code == ImportProblems.UnknownHeader.Code || problem.Code == ImportProblems.UnknownLayout.Code;

    private async Task<(StoredImport Import, ImportProblem? Problem)> RecogniseCsvAsync(StoredImport import, FileSurvey survey, CancellationToken cancellationToken)
    {
        var (mapping, unknown) = await mappings.ResolveAsync(import.Tenant, import.Options.Mapping, cancellationToken);
        var recognised = unknown is null ? await Recogniser.RunAsync(survey, import.Options, mapping)
            : new RecognitionResult(null, unknown);
        var result = recognised.Found is { } found ? recognised.WithDates(await DatesAsync(import, found, cancellationToken)) : recognised;
        return (import with { Record = Describe(import.Record, survey, result), Reading = result.Found?.Reading }, result.Problem);
    }

    /// <summary>How dates are written shows in the whole file at times only. A file without birthdays is not read again.</summary>
    private async Task<DateEvidence> DatesAsync(StoredImport import, Recognition found, CancellationToken cancellationToken)
    {
        var dates = new DateEvidence(found.Layout);
        if (dates.IsEnough)
        {
            return dates;
        }

        await using var file = OpenedFile.Open(await files.OpenAsync(import.Blob, cancellationToken), found.Encoding.Name);
        if (await file.StartAsync(found.Delimiter, cancellationToken) is var (rows, _))
        {
            while (!dates.IsEnough && await rows.ReadAsync(cancellationToken) is { } row)
            {
                dates.Add(row);
            }
        }

        return dates;
    }

    /// <summary>The record with what was found, how sure it is, and what is worth telling.</summary>
    private static ImportRecord Describe(ImportRecord record, FileSurvey survey, RecognitionResult result) => record with
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
