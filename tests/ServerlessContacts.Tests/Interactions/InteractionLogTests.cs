using ServerlessContacts.Contacts;
using ServerlessContacts.Interactions;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Interactions;

public sealed class InteractionLogTests
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly MemberId Ada = new("ada");
    private static readonly ContactId Desk = ContactId.Shared(0, "1");
    private static readonly Partition Shard = Partition.Shared(Tenant, 0);
    private static readonly Partition Own = Partition.Member(Tenant, Ada);
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryTable table = new();

    /// <summary>The caller repeats what failed; whatever took effect before is not done again.</summary>
    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    [InlineData(Fault.Crash)]
    public async Task A_call_is_counted_once_for_the_member_and_once_for_all_wherever_an_answer_was_lost(Fault fault)
    {
        for (var at = 0; at < 6; at++)
        {
            var (calls, report) = (0, Call($"call{at}"));
            var broken = new InteractionLog(JournalOver(new FaultyTable(table, () => calls++ == at ? fault : Fault.None)));
            await Record.ExceptionAsync(() => broken.RecordAsync(Tenant, report, default));
            Assert.Equal(new RecordResult.Recorded(report), await Log().RecordAsync(Tenant, report, default));
            Assert.Equal(at + 1, (await Log().WithAsync(Tenant, Desk, Ada, default)).Count);
            Assert.Equal((Weight(at + 1), Weight(at + 1)), (await WeightAsync(Own), await WeightAsync(Shard)));
        }
    }

    [Fact]
    public async Task Calls_to_one_contact_by_many_at_once_are_counted_together()
    {
        var gate = new TaskCompletionSource();
        var held = new HeldTable(table, gate.Task);
        var log = new InteractionLog(JournalOver(held));
        var reports =
            Enumerable.Range(0, 16).Select(i => log.RecordAsync(Tenant, Call($"call{i}") with { Member = null }, default)).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(reports), result => Assert.IsType<RecordResult.Recorded>(result));
        Assert.Equal(Weight(16), await WeightAsync(Shard));
        // The first, all others, and the calendar of a partition that is new.
        Assert.InRange(held.Submits, 2, 3);
    }

    [Fact]
    public async Task A_repeat_is_recognised_and_not_counted_when_its_receipt_has_left_the_log()
    {
        await Log().RecordAsync(Tenant, Call("first"), default);
        await Log().RecordAsync(Tenant, Call("second"), default);
        foreach (var partition in new[] { Own, Shard })
        {
            var later = TimeProvider.System.GetUtcNow().AddDays(1);
            await new LogCompactor(table, JournalOver(table), TimeProvider.System).RunAsync(partition, later, later, default);
        }

        Assert.Equal(new RecordResult.Recorded(Call("first")), await Log().RecordAsync(Tenant, Call("first"), default));
        Assert.Equal(2, (await Log().WithAsync(Tenant, Desk, Ada, default)).Count);
        Assert.Equal((Weight(2), Weight(2)), (await WeightAsync(Own), await WeightAsync(Shard)));
    }

    [Fact]
    public async Task A_name_that_stood_for_another_call_is_refused()
    {
        await Log().RecordAsync(Tenant, Call("call"), default);
        Assert.IsType<RecordResult.NameReused>(await Log().RecordAsync(Tenant, Call("call") with { Kind = InteractionKind.Message }, default));
        Assert.Equal(Weight(1), await WeightAsync(Own));
    }

    private static Interaction Call(string id) =>
        new() { Id = id, Kind = InteractionKind.Call, At = Noon, Contact = Desk.ToString(), Member = Ada.Value, By = "member:ada" };

    private static double Weight(int calls) => Math.Round(Enumerable.Repeat(ActivityWeight.Of(Noon), calls).Aggregate((all, one) => all.And(one)).Value, 9);

    private async Task<double> WeightAsync(Partition partition) =>
        Math.Round(ContactActivity.Read((await table.FindAsync(partition.Key, ContactActivity.RowKey(Desk), default))!.Data.Span).Value, 9);

    private InteractionLog Log() => new(JournalOver(table));

    private static Journal JournalOver(ITable table) => new(table, TimeProvider.System);
}
