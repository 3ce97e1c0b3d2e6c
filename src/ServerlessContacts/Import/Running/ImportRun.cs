using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>How a run ended.</summary>
/// <param name="Import">As it is stored.</param>
/// <param name="IsComplete">Everything is read and stored; else the time was up and the rest is left to the next message.</param>
/// <param name="Problem">Why the file is none that can be imported.</param>
internal sealed record RunEnd(StoredImport Import, bool IsComplete, ImportProblem? Problem = null);

/// <summary>
/// Works on one import from its checkpoint to the end of the file or of the time: rows are read and matched one after the other, and chunk after chunk is
/// handed to storage, several at a time. The checkpoint follows in the file's order.
/// </summary>
internal sealed class ImportRun(
    Journal journal, ContactStore contacts, ImportStore store, IImportFiles files, TimeProvider time, ImportSettings settings, TenantRecord tenant, WriterLease lease)
{
    private readonly long began = time.GetTimestamp();

    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
    {
        await using var file = OpenedFile.Open(await files.OpenAsync(import.Blob, cancellationToken), import.Record.Encoding!);
        if (await file.StartAsync(Delimiters.Get(import.Record.Delimiter!), cancellationToken) is not var (rows, header))
        {
            return new RunEnd(import, IsComplete: true, ImportProblems.EmptyFile);
        }

        if (LayoutCatalogue.Recognise(header.Cells, import.Record.Layout, import.Reading?.Mapping) is not { } recognised)
        {
            return new RunEnd(import, IsComplete: true, ImportProblems.UnknownHeader with { Line = header.Line });
        }

        var layout = recognised with { Dates = import.Reading?.Dates ?? recognised.Dates };
        var progress = new ImportProgress(import, store, files, time, settings);
        progress.Start(layout, header);
        var isComplete = await RunAsync(import, layout, rows, file, progress, cancellationToken);
        await progress.SaveAsync(cancellationToken);
        var isEmpty = isComplete && progress.Import.Record.Rows.Total == 0;
        return new RunEnd(progress.Import, isComplete, isEmpty ? ImportProblems.HeaderOnly : null);
    }

    private async Task<bool> RunAsync(
        StoredImport import, Layout layout, RowReader rows, OpenedFile file, ImportProgress progress, CancellationToken cancellationToken)
    {
        var target = new ImportTarget(import, tenant);
        var phones = new PhoneParser(new PhoneParserOptions
        {
            Country = tenant.Country,
            LeadingDoubleZeroIsInternational = tenant.Rules.LeadingDoubleZeroIsInternational,
        });
        var rules = new ContactRules(phones);
        var index = await IndexLoader.LoadAsync(journal, contacts, target, cancellationToken);
        var written = await WrittenRows.LoadAsync(journal, target, import, cancellationToken);
        var planner = new RowPlanner(new RowMapper(layout, phones), rules, index, target, import.Options, written);
        var reader = new ChunkReader(rows, file, planner, target, settings.RowsPerChunk);
        var counts = import.Record.Rows;
        await reader.SkipAsync(import.Checkpoint.Rows, replay: counts.Created + counts.Rejected < counts.Total, cancellationToken);
        using var stored = new StoredContacts(journal, contacts, import.Tenant);
        var writer = new ChunkWriter(journal, stored, new RowDecider(rules, target, time), target, lease);
        return await PumpAsync(reader, writer, progress, import.Checkpoint.Chunk, cancellationToken);
    }

    /// <summary>True when the file has ended, false when the time is up.</summary>
    private async Task<bool> PumpAsync(ChunkReader reader, ChunkWriter writer, ImportProgress progress, int first, CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<ChunkResult>>();
        try
        {
            var isComplete = false;
            for (var number = first; !isComplete && time.GetElapsedTime(began) < settings.Budget; number++)
            {
                if (await reader.ReadAsync(number, cancellationToken) is { } chunk)
                {
                    inFlight.Enqueue(Task.Run(() => writer.WriteAsync(chunk, cancellationToken), cancellationToken));
                }
                else
                {
                    isComplete = true;
                }

                await DrainAsync(inFlight, isComplete ? 0 : settings.ChunksInFlight - 1, progress, cancellationToken);
            }

            await DrainAsync(inFlight, 0, progress, cancellationToken);
            return isComplete;
        }
        finally
        {
            // Whatever went wrong, nothing of this run may be written after it has ended.
            await ((Task)Task.WhenAll(inFlight)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task DrainAsync(Queue<Task<ChunkResult>> inFlight, int left, ImportProgress progress, CancellationToken cancellationToken)
    {
        while (inFlight.Count > left)
        {
            progress.Count(await inFlight.Peek());
            _ = inFlight.Dequeue();
            await progress.SaveIfDueAsync(cancellationToken);
        }
    }
}
