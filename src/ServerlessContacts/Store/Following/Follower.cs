using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Store.Following;

/// <summary>How a partition becomes a state in memory. States are immutable: readers hold one while the next is made.</summary>
public interface IFold<TState>
    where TState : class
{
    /// <summary>The state from the partition's rows as they are now.</summary>
    Task<TState> LoadAsync(Journal journal, Partition partition, CancellationToken cancellationToken);

    /// <summary>The state after the changes, oldest first. A change may be one that <see cref="LoadAsync"/> saw already.</summary>
    TState Apply(TState state, IReadOnlyList<Change> changes);
}

/// <summary>A state and the sequence up to which it holds everything; it may hold some that is newer.</summary>
public sealed record Followed<TState>(TState State, long Sequence);

/// <summary>
/// Keeps one partition's state by following its log: what this instance wrote is in the next answer, what others wrote after
/// at most the age that the caller allows. Readers never wait while the state is fresh; one of them reads the log for all.
/// </summary>
public sealed class Follower<TState>(Journal journal, Partition partition, IFold<TState> fold, TimeProvider time) : IDisposable
    where TState : class
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Read? last;

    public async ValueTask<Followed<TState>> GetAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (Fresh(maxAge) is { } fresh)
        {
            return fresh;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            return Fresh(maxAge) ?? await ReadAsync(cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private Followed<TState>? Fresh(TimeSpan maxAge) =>
        last is { } read && read.Followed.Sequence >= journal.ToldSequence(partition) && time.GetElapsedTime(read.At) <= maxAge
            ? read.Followed
            : null;

    private async Task<Followed<TState>> ReadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        var followed = last is { } read ? await CatchUpAsync(read.Followed, cancellationToken) : await LoadAsync(cancellationToken);
        last = new Read(followed, at);
        return followed;
    }

    private async Task<Followed<TState>> CatchUpAsync(Followed<TState> from, CancellationToken cancellationToken)
    {
        try
        {
            var changes = await journal.ChangesAsync(partition, from.Sequence, cancellationToken).ToListAsync(cancellationToken);
            return changes.Count == 0 ? from : new Followed<TState>(fold.Apply(from.State, changes), changes[^1].Sequence);
        }
        catch (LogGapException)
        {
            return await LoadAsync(cancellationToken);
        }
    }

    /// <summary>The head is read before the rows, so that a change in between is applied again rather than missed.</summary>
    private async Task<Followed<TState>> LoadAsync(CancellationToken cancellationToken)
    {
        var sequence = await journal.SequenceAsync(partition, cancellationToken);
        var loaded = new Followed<TState>(await fold.LoadAsync(journal, partition, cancellationToken), sequence);
        return await CatchUpAsync(loaded, cancellationToken);
    }

    private sealed record Read(Followed<TState> Followed, long At);
}
