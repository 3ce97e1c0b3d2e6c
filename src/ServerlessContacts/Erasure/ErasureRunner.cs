using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Erasure;

/// <summary>Who erases what of a person.</summary>
public sealed record Erasers(ContactEraser Contacts, MemberEraser Members, RowEraser Rows, FileEraser Files);

/// <summary>
/// Goes on with an erasure until it is done or the time is up, stage by stage; what the time does not suffice for is left to a next message. Each stage may be repeated: what is gone is
/// found no more. When it is done, what it knew of the person goes with its last write.
/// </summary>
public sealed partial class ErasureRunner(
    ErasureStore store,
    PersonGatherer gatherer,
    Erasers erasers,
    IWorkQueue<ErasureMessage> queue,
    ErasureSettings settings,
    TimeProvider time,
    ILogger<ErasureRunner> logger)
{
    /// <summary>The erasure as it is after this message; null where there was nothing left to do.</summary>
    public async Task<StoredErasure?> RunAsync(ErasureMessage message, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + settings.Budget;
        var erasure = await store.FindAsync(new TenantId(message.Tenant), message.Erasure, cancellationToken);
        while (erasure is { IsFinished: false })
        {
            if (await store.SaveAsync(await StepAsync(erasure, until, cancellationToken), cancellationToken) is not { } saved)
            {
                // Another works on it.
                return null;
            }

            erasure = saved;
            if (!erasure.IsFinished && time.GetUtcNow() >= until)
            {
                await queue.SendAsync(message, cancellationToken);
                return erasure;
            }
        }

        await store.ForgetAsync(message, cancellationToken);
        return erasure;
    }

    private async Task<StoredErasure> StepAsync(StoredErasure erasure, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var person = erasure.Person();
        var tally = new Tally(erasure, person);
        switch (erasure.Stage)
        {
            case ErasureStage.Gather:
                return await GatherAsync(erasure, person, tally, cancellationToken);
            case ErasureStage.Contacts:
                await EraseContactsAsync(erasure, person, tally, cancellationToken);
                await erasers.Members.EraseAsync(erasure, person, cancellationToken);
                return tally.Into(erasure.Next(ErasureStage.Rows));
            case ErasureStage.Rows:
                return At(erasure, tally, await erasers.Rows.RunAsync(erasure, person, tally, until, cancellationToken), ErasureStage.Files);
            case ErasureStage.Files:
                return At(erasure, tally, await erasers.Files.RunAsync(erasure, person, tally, until, cancellationToken), ErasureStage.Photos);
            default:
                await erasers.Files.RemovePicturesAsync(erasure, person, tally, cancellationToken);
                await EraseContactsAsync(erasure, person, tally, cancellationToken);
                await erasers.Members.EraseRowsAsync(erasure, person, cancellationToken);
                return Done(tally.Into(erasure));
        }
    }

    private async Task<StoredErasure> GatherAsync(
        StoredErasure erasure, ErasedPerson person, Tally tally, CancellationToken cancellationToken)
    {
        if (person.Own is { } own)
        {
            await erasers.Members.CountAsync(own, tally, cancellationToken);
        }

        var (marks, found) = await gatherer.GatherAsync(erasure, cancellationToken);
        tally.Count(Traces.Contacts, found);
        var begun = erasure with { Marks = marks, Record = erasure.Record with { Status = ErasureStatus.Running, Started = time.GetUtcNow() } };
        return tally.Into(begun.Next(ErasureStage.Contacts));
    }

    /// <summary>Also at the end: an import or a sync that was under way may have written them once more.</summary>
    private async Task EraseContactsAsync(StoredErasure erasure, ErasedPerson person, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var id in erasure.Record.DryRun ? [] : person.Contacts)
        {
            await erasers.Contacts.EraseAsync(erasure.Tenant, id, (erasure.Record.Id, erasure.Record.By), tally, cancellationToken);
        }
    }

    private static StoredErasure At(StoredErasure erasure, Tally tally, ErasurePlace? place, ErasureStage next) =>
        tally.Into(place is null ? erasure.Next(next) : erasure with { At = place });

    private StoredErasure Done(StoredErasure erasure)
    {
        Log.Erased(logger, erasure.Tenant.Value, erasure.Record.Id, erasure.Record.Counts.Values.Sum());
        return erasure.Next(ErasureStage.Done) with
        {
            Marks = null,
            PhotosInUse = [],
            Record = erasure.Record with { Status = ErasureStatus.Done, Finished = time.GetUtcNow() },
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Erasure {Erasure} of tenant {Tenant} is done: {Count} traces")]
        public static partial void Erased(ILogger logger, string tenant, string erasure, int count);
    }
}
