using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store;

/// <summary>
/// Writes that go together, and rows that many fold at once: against the in-memory twin here, and against Azurite by the end-to-end tests.
/// </summary>
public abstract class CommitGroupContract
{
    protected abstract ITable Table { get; }

    private Partition Shard { get; } = Partition.Shared(new TenantId("acme"), 0);

    private Journal Journal => new(Table, TimeProvider.System);

    private static Fold Count { get; } = new("a~count", data => Json(data is { } known ? $"{Number(known) + 1}" : "1"));

    [Fact]
    public async Task Writes_that_wait_for_a_head_go_together_each_with_a_change_a_receipt_and_an_outcome_of_its_own()
    {
        await Insert(Journal, "c~old", "1");
        var gate = new TaskCompletionSource();
        var held = new HeldTable(Table, gate.Task);
        var journal = new Journal(held, TimeProvider.System);
        var first =
            journal.CommitAsync(Shard, new Operation("first", "member:a", "member:a"), [new Edit("c~first", null, Json("1"))], default);
        var waiting = Enumerable.Range(0, 20).Select(i => Insert(journal, $"c~{i:D2}", "1")).ToList();
        var late = Insert(journal, "c~old", "2");
        var twin = Insert(journal, "c~07", "2");
        var repeat =
            journal.CommitAsync(Shard, new Operation("first", "member:a", "member:a"), [new Edit("c~again", null, Json("2"))], default);
        gate.SetResult();
        Assert.Equal(2, (await first).Sequence);
        Assert.Equal(Enumerable.Range(3, 20).Select(n => (long)n), (await Task.WhenAll(waiting)).Select(committed => committed.Sequence));
        Assert.Equal((CommitStatus.Conflict, "c~old"), ((await late).Status, (await late).LostRow));
        Assert.Equal((CommitStatus.Conflict, "c~07"), ((await twin).Status, (await twin).LostRow));
        Assert.Equal((CommitStatus.Repeated, 2L), ((await repeat).Status, (await repeat).Sequence));
        Assert.InRange(held.Submits, 2, 6);
        var changes = await Changes(Journal);
        Assert.Equal(Enumerable.Range(1, 22).Select(n => (long)n), changes.Select(change => change.Sequence));
        Assert.All(changes, change => Assert.Single(change.Rows));
        Assert.Equal(9, (await Journal.FindAsync(Shard, "c~06", default))!.Sequence);
    }

    [Fact]
    public async Task More_writes_than_a_transaction_holds_go_in_several()
    {
        var journal = Journal;
        var stored = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Insert(journal, $"c~{i:D3}", "1")));
        Assert.All(stored, committed => Assert.Equal(CommitStatus.Saved, committed.Status));
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), (await Changes(Journal)).Select(change => change.Sequence));
    }

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_row_that_many_fold_at_once_holds_what_all_did_and_the_log_says_each_step(Fault fault)
    {
        var calls = 0;
        var table = new FaultyTable(Table, () => Interlocked.Increment(ref calls) % 5 == 3 ? fault : Fault.None);
        var instances = Enumerable.Range(0, 2).Select(_ => new Journal(table, TimeProvider.System)).ToArray();
        var stored = await Task.WhenAll(Enumerable.Range(0, 120).Select(i =>
            instances[i % 2].CommitAsync(Shard, Operation.New("member:a"), [], [Count], default)));
        Assert.All(stored, committed => Assert.True(committed.IsStored));
        Assert.Equal("120", Text((await Journal.FindAsync(Shard, Count.RowKey, default))!.Data));
        var steps = (await Changes(Journal)).Select(change => change.Rows.Single());
        Assert.Equal(
            Enumerable.Range(0, 120).Select(n => (n == 0 ? null : $"{n}", $"{n + 1}")),
            steps.Select(row => (row.Before is { } before ? Text(before) : null, Text(row.After!.Value))));
    }

    [Fact]
    public async Task A_writer_who_has_gone_before_the_turn_comes_writes_nothing()
    {
        var gate = new TaskCompletionSource();
        var journal = new Journal(new HeldTable(Table, gate.Task), TimeProvider.System);
        var first = Insert(journal, "c~1", "1");
        using var gone = new CancellationTokenSource();
        var second = journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit("c~2", null, Json("1"))], gone.Token);
        var third = Insert(journal, "c~3", "1");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        Assert.Equal((1, 2), ((await first).Sequence, (await third).Sequence));
        Assert.Null(await Journal.FindAsync(Shard, "c~2", default));
    }

    private async Task<IReadOnlyList<Change>> Changes(Journal journal) => await journal.ChangesAsync(Shard, 0, default).ToListAsync();

    private Task<Committed> Insert(Journal journal, string key, string json) =>
        journal.CommitAsync(Shard, Operation.New("member:a"), [new Edit(key, null, Json(json))], default);

    private static byte[] Json(string json) => Encoding.UTF8.GetBytes(json);

    private static int Number(ReadOnlyMemory<byte> data) => int.Parse(Text(data), CultureInfo.InvariantCulture);

    private static string Text(ReadOnlyMemory<byte> data) => Encoding.UTF8.GetString(data.Span);
}
