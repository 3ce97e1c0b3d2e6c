using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Files;

/// <summary>What a file was found to be, how sure each of it is, and what whoever gave it should know.</summary>
internal sealed record Recognition(EncodingGuess Encoding, char Delimiter, double DelimiterConfidence, Layout Layout, FileReading Reading)
{
    /// <summary>As sure as the least sure of the three.</summary>
    public double Confidence => Math.Min(Math.Min(Encoding.Confidence, DelimiterConfidence), Layout.Confidence);
}

/// <summary>What a file says of itself: the recognition, or why there is none; and what is worth telling either way.</summary>
internal sealed record RecognitionResult(Recognition? Found, ImportProblem? Problem)
{
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>What the columns may hold, where not all of them are known.</summary>
    public IReadOnlyList<ProposedColumn>? Columns { get; init; }

    /// <summary>With the order of dates as the rows show it.</summary>
    public RecognitionResult WithDates(DateEvidence dates) => Found is null ? this : this with
    {
        Found = Found with { Reading = Found.Reading with { Dates = dates.Order } },
        Warnings = dates.IsShown ? Warnings : [.. Warnings, ImportWarnings.DatesUnsure(dates.Order)],
    };
}

/// <summary>Recognises files by their beginning.</summary>
internal static class Recogniser
{
    public static async Task<RecognitionResult> RunAsync(FileSurvey survey, ImportOptions options, ColumnMapping? mapping)
    {
        if (survey.Problem is { } problem)
        {
            return new RecognitionResult(null, problem);
        }

        var candidates = Delimiters.Candidates(TextEncodings.Get(survey.Encoding).GetString(survey.Beginning), options.Delimiter);
        if (candidates.Length == 0)
        {
            return new RecognitionResult(null, ImportProblems.UnknownDelimiter);
        }

        if (options.Layout is { } demanded && !LayoutCatalogue.Ids.Contains(demanded, StringComparer.OrdinalIgnoreCase))
        {
            return new RecognitionResult(null, ImportProblems.UnknownLayout);
        }

        var samples = new List<FileSample>();
        foreach (var delimiter in candidates)
        {
            if (await FileSample.TakeAsync(survey, delimiter) is { } sample)
            {
                samples.Add(sample with { Layout = LayoutCatalogue.Recognise(sample.Header.Cells, options.Layout, mapping) });
            }
        }

        return samples.Count == 0 ? new RecognitionResult(null, ImportProblems.EmptyFile) : Judge(survey, options, mapping, samples);
    }

    private static RecognitionResult Judge(FileSurvey survey, ImportOptions options, ColumnMapping? mapping, List<FileSample> samples)
    {
        var best = samples.MaxBy(sample => (sample.Layout?.KnownColumns ?? 0, sample.Evenness, sample.Header.Count))!;
        if (best.Header.Count > LayoutCatalogue.MaxColumns)
        {
            return new RecognitionResult(null, ImportProblems.TooManyColumns);
        }

        var confidence = best.DelimiterConfidence(samples);
        if (best.Layout is not { } layout)
        {
            var unknown = options.Layout is null && mapping is null ? ImportProblems.UnknownHeader : ImportProblems.UnknownLayout;
            return new RecognitionResult(null, unknown with { Line = best.Header.Line }) { Columns = ColumnProposals.Of(best.Header.Cells, best.Rows), Warnings = RecognitionWarnings.OfEncoding(survey) };
        }

        var found = new Recognition(survey.Encodings[0], best.Delimiter, confidence, layout,
            new FileReading { Dates = layout.Dates, Mapping = mapping });
        return new RecognitionResult(found, null)
        {
            Warnings = [.. RecognitionWarnings.Of(found, survey, best)],
            Columns = layout.Id == NamedHeaders.Id && layout.Confidence < 1 ? ColumnProposals.Of(best.Header.Cells, best.Rows) : null,
        };
    }
}
