using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Gathers what is to be written at the provider and sends it in as few calls as the provider takes; one write at a time where it takes no
/// more. Each write is settled by its own answer. Creates are stored before they are sent.
/// </summary>
/// <param name="session">Of the run.</param>
/// <param name="settle">What is done with an answer.</param>
/// <param name="again">What is done where the item had changed, with the item as it is now or null; what is to be written then is
/// queued.</param>
/// <param name="isStumblingBlock">Whether the provider fails at this one alone, again and again.</param>
internal sealed class WriteQueue(
    SyncSession session,
    Func<QueuedWrite, WriteAnswer, CancellationToken, Task> settle,
    Func<QueuedWrite, ProviderItem?, CancellationToken, Task> again,
    Predicate<QueuedWrite> isStumblingBlock)
{
    /// <summary>The item may change again while we merge; who edits faster than that is waited for.</summary>
    private const int MaxRounds = 3;

    /// <summary>Characters of items that wait, some 8 MB in memory. A single item has up to 128 KB.</summary>
    private const int MaxSize = 4_000_000;

    /// <summary>A call that failed as a whole is tried again with this part of it: the item that it fails at is alone soon.</summary>
    private const int Narrowing = 8;

    private readonly List<QueuedWrite> queue = [];
    private int size;
    private int width = session.Writer.State.Width ?? int.MaxValue;
    private bool isSending;

    public bool IsEmpty => queue.Count == 0;

    /// <summary>
    /// The first contact of the call that was out when the provider could not be used any more; null where there was none.
    /// </summary>
    public string? StumbledAt { get; private set; }

    /// <summary>How many writes the next run sends in one call at first; null for as many as the provider takes.</summary>
    public int? Width => width == int.MaxValue ? null : width;

    public bool Holds(string unique) => queue.Exists(write => string.Equals(write.Unique, unique, StringComparison.Ordinal));

    /// <summary>Queues a write, and sends what is queued where a call is full.</summary>
    public async Task AddAsync(QueuedWrite write, CancellationToken cancellationToken)
    {
        queue.Add(write);
        size += write.Size;
        if (!isSending && (queue.Count >= LimitOf(write) || size > MaxSize))
        {
            await SendAsync(cancellationToken);
        }
    }

    /// <summary>Sends everything, and what comes of the answers.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        isSending = true;
        while (queue.Count > 0)
        {
            await SendAsync(Next(), cancellationToken);
        }

        isSending = false;
    }

    /// <summary>The first of the queue with others of its kind.</summary>
    private List<QueuedWrite> Next()
    {
        var first = queue[0];
        var batch = queue.Where(write => write.Planned.Write.GetType() == first.Planned.Write.GetType()).Take(LimitOf(first)).ToList();
        queue.RemoveAll(batch.ToHashSet(ReferenceEqualityComparer.Instance).Contains);
        size = queue.Sum(write => write.Size);
        return batch;
    }

    private int LimitOf(QueuedWrite write) => Math.Min(width, session.Traits.InCall.For(write.Planned.Write));

    private async Task SendAsync(List<QueuedWrite> batch, CancellationToken cancellationToken)
    {
        await AnnounceAsync(batch, cancellationToken);
        var calls = new Stack<Call>([new Call(batch, IsRepeat: false)]);
        while (calls.TryPop(out var call))
        {
            var answers = (await CallAsync(call, calls, cancellationToken)).Zip(call.Writes, Weighed).ToList();
            call.Without(answers).ForEach(calls.Push);
            var waiting = call.Writes.Zip(answers).Where(one => one.Second.Wait is not null).ToList();
            var answered = call.Writes.Zip(answers).Where(one => !one.Second.IsUnsent
                && one.Second.Wait is null).ToLookup(one => IsOutdated(one.First, one.Second));
            foreach (var (write, answer) in answered[false])
            {
                await SettleAsync(write, answer, cancellationToken);
            }

            await (waiting.Count > 0 ? WaitAsync(waiting, calls, cancellationToken) : Task.CompletedTask);
            await AgainAsync([.. answered[true].Select(one => one.First)], cancellationToken);
        }
    }

    private WriteAnswer Weighed(WriteAnswer answer, QueuedWrite write) =>
        answer.Wait is { Fault: ProviderFault.Unavailable } failed && isStumblingBlock(write) ? WriteAnswer.Refused(failed) : answer;

    /// <summary>
    /// The provider wants to be left alone, or fails at some of the writes: those that were done are known, and the others are for the
    /// next message.
    /// </summary>
    private async Task WaitAsync(
        IReadOnlyList<(QueuedWrite Write, WriteAnswer Answer)> waiting, IEnumerable<Call> others, CancellationToken cancellationToken)
    {
        var failures = waiting.ToLookup(one => one.Answer.Wait!.Fault == ProviderFault.Unavailable);
        StumbledAt = failures[true].FirstOrDefault().Write?.Unique;
        await WithdrawAsync(failures[false].Select(one => one.Write).Concat(others.SelectMany(unsent => unsent.Writes)), cancellationToken);
        throw waiting.Select(one => one.Answer.Wait!)
            .MaxBy(failure => (failure.Fault == ProviderFault.SignInNeeded, failure.RetryAfter ?? TimeSpan.Zero))!;
    }

    private static bool IsOutdated(QueuedWrite write, WriteAnswer answer) =>
        answer.Refusal is { Fault: ProviderFault.Stale or ProviderFault.Gone } && write is { Meeting.Item: not null, Round: < MaxRounds };

    /// <summary>Items that had changed are read again.</summary>
    private async Task AgainAsync(IReadOnlyList<QueuedWrite> outdated, CancellationToken cancellationToken)
    {
        var now = await session.FindItemsAsync(outdated.Select(write => write.Meeting.Item!.Id), cancellationToken);
        foreach (var write in outdated)
        {
            await again(write, now.GetValueOrDefault(write.Meeting.Item!.Id), cancellationToken);
        }
    }

    private async Task AnnounceAsync(IEnumerable<QueuedWrite> batch, CancellationToken cancellationToken)
    {
        var creates = CreatesIn(batch);
        foreach (var create in creates)
        {
            await create.AnnounceAsync(cancellationToken);
        }

        await (creates.Count > 0 ? session.Writer.FlushAsync(session.Writer.State, cancellationToken) : Task.CompletedTask);
        foreach (var create in creates)
        {
            await create.ReadAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<WriteAnswer>> CallAsync(Call call, IEnumerable<Call> others, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await session.Account.WriteAsync([.. call.Writes.Select(write => write.Planned.Write)], cancellationToken);
            width = width > int.MaxValue / 2 ? int.MaxValue : width * 2;
            return answers;
        }
        catch (ProviderException failed) when (failed.Fault == ProviderFault.Unavailable && call.Writes is [var single]
            && isStumblingBlock(single))
        {
            return [WriteAnswer.Refused(failed)];
        }
        catch (ProviderException failed)
        {
            // Only where no answer came is it open what became of the call.
            var isOpen = failed.Fault == ProviderFault.Unavailable;
            (StumbledAt, width) = isOpen ? (call.Writes[0].Unique, Math.Max(1, call.Writes.Count / Narrowing)) : (null, width);
            await WithdrawAsync(others.Concat(isOpen ? [] : [call]).SelectMany(unsent => unsent.Writes), cancellationToken);
            throw;
        }
    }

    private async Task SettleAsync(QueuedWrite write, WriteAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Refusal is { Fault: not ProviderFault.Unavailable })
        {
            await WithdrawAsync([write], cancellationToken);
        }

        await settle(write, answer, cancellationToken);
    }

    private static async Task WithdrawAsync(IEnumerable<QueuedWrite> writes, CancellationToken cancellationToken)
    {
        foreach (var create in CreatesIn(writes))
        {
            await create.WithdrawAsync(cancellationToken);
        }
    }

    private static List<RemoteCreate> CreatesIn(IEnumerable<QueuedWrite> writes) =>
        [.. writes.Select(write => write.Planned.Create).OfType<RemoteCreate>()];

    /// <summary>Writes of one kind that go together.</summary>
    /// <param name="IsRepeat">Whether some of them were sent before and left undone because of others.</param>
    private sealed record Call(IReadOnlyList<QueuedWrite> Writes, bool IsRepeat)
    {
        /// <summary>
        /// The calls that what was left undone is sent again with: one, where the provider named the others for the first time, else two
        /// halves. So the calls are at most twice as many as the writes, whatever is wrong with how many of them.
        /// </summary>
        public List<Call> Without(IReadOnlyList<WriteAnswer> answers)
        {
            var unsent = Writes.Zip(answers).Where(one => one.Second.IsUnsent).ToLookup(one => one.Second.IsDoubted, one => one.First);
            var (doubted, others) = (unsent[true].ToList(), unsent[false].ToList());
            var isWhole = !IsRepeat && others.Count < Writes.Count;
            return Writes.Count == 1
                && doubted.Count + others.Count > 0 ? throw new InvalidOperationException("A single write was not answered.")
                : [.. doubted.Chunk(1).Concat(others.Chunk(Math.Max(1, isWhole ? others.Count : (others.Count + 1) / 2)))
                    .Select(part => new Call(part, IsRepeat: true))];
        }
    }
}
