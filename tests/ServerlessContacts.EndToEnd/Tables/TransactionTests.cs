using System.Globalization;
using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class TransactionTests(AzuriteFixture fixture) : TableTest(fixture)
{
    [Fact]
    public async Task A_hundred_entities_are_stored_at_once_and_answered_in_order()
    {
        var table = await CreateTableAsync();
        var actions = Enumerable.Range(0, 100).Select(index => new TableTransactionAction(Add, Row(index))).ToList();

        var answers = await table.SubmitTransactionAsync(actions);

        var stored = await ReadAllAsync(table);
        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.All(answers.Value, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(stored.Select(row => (ETag?)row.ETag), answers.Value.Select(answer => answer.Headers.ETag));
        Assert.Equal(Enumerable.Range(0, 100), stored.Select(row => row.GetInt32("Number")!.Value));
    }

    [Fact]
    public async Task Each_kind_of_action_does_what_it_says()
    {
        var table = await CreateTableAsync();
        string[] existing = ["delete", "merge", "replace", "upsertMerge", "upsertReplace"];
        await table.SubmitTransactionAsync(
            existing.Select(key => new TableTransactionAction(Add, new TableEntity("p", key) { ["Old"] = 1 })));

        await table.SubmitTransactionAsync(
        [
            new(Add, New("add")),
            new(Delete, new TableEntity("p", "delete")),
            new(UpdateMerge, New("merge"), ETag.All),
            new(UpdateReplace, New("replace"), ETag.All),
            new(UpsertMerge, New("upsertMerge")),
            new(UpsertReplace, New("upsertReplace")),
            new(UpsertReplace, New("upsertNew")),
        ]);

        var rows = await ReadAllAsync(table);
        Assert.Equal(
            ["add: new", "merge: old new", "replace: new", "upsertMerge: old new", "upsertNew: new", "upsertReplace: new"],
            rows.Select(row => $"{row.RowKey}:{(row.ContainsKey("Old") ? " old" : "")}{(row.ContainsKey("New") ? " new" : "")}"));
    }

    [Fact]
    public async Task A_stale_etag_fails_the_transaction_names_its_action_and_stores_nothing()
    {
        var table = await CreateTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "head") { ["Sequence"] = 1L })).Headers.ETag!.Value;
        await table.UpdateEntityAsync(new TableEntity("p", "head") { ["Sequence"] = 2L }, stale);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(Add, Row(0)),
            new(UpsertReplace, Row(1)),
            new(UpdateReplace, new TableEntity("p", "head") { ["Sequence"] = 2L }, stale),
            new(Add, Row(2)),
        ]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 2), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal(["head"], (await ReadAllAsync(table)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task An_entity_that_exists_fails_the_transaction_at_its_action()
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(Row(7));

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 10).Select(index => new TableTransactionAction(Add, Row(index)))));

        Assert.Equal((409, "EntityAlreadyExists", 7), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Single(await ReadAllAsync(table));
    }

    [Fact]
    public async Task Deleting_what_does_not_exist_fails_the_transaction()
    {
        var table = await CreateTableAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, Row(0)), new(Delete, new TableEntity("p", "none"))]));

        Assert.Equal((404, 1), (refusal.Status, refusal.FailedTransactionActionIndex));
        Assert.Empty(await ReadAllAsync(table));
    }

    [Fact]
    public async Task A_delete_with_a_stale_etag_fails_the_transaction()
    {
        var table = await CreateTableAsync();
        var stale = (await table.AddEntityAsync(Row(0))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row(0), TableUpdateMode.Replace);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Delete, Row(0), stale)]));

        Assert.Equal((412, 0), (refusal.Status, refusal.FailedTransactionActionIndex));
        Assert.Single(await ReadAllAsync(table));
    }

    [Fact]
    public async Task More_than_a_hundred_actions_are_refused()
    {
        var table = await CreateTableAsync();
        // The package trips over the emulator's answer; so the store counts before it sends.
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync(
            Enumerable.Range(0, 101).Select(index => new TableTransactionAction(Add, Row(index)))));
        Assert.Empty(await ReadAllAsync(table));
    }

    [Fact]
    public async Task No_action_at_all_is_a_mistake()
    {
        var table = await CreateTableAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task A_transaction_of_megabytes_arrives_whole()
    {
        var table = await CreateTableAsync();
        var text = string.Concat(Enumerable.Repeat("漢字かな\u2028 \"{}\"", 1000));
        var bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);

        await table.SubmitTransactionAsync(Enumerable.Range(0, 50).Select(index =>
            new TableTransactionAction(Add, new TableEntity("p", $"{index:000}") { ["Text"] = text, ["Bytes"] = bytes })));

        var rows = await ReadAllAsync(table);
        Assert.Equal(50, rows.Count);
        Assert.All(rows, row => Assert.Equal(text, row.GetString("Text")));
        Assert.All(rows, row => Assert.Equal(bytes, row.GetBinary("Bytes")));
    }

    private static TableEntity New(string key) => new("p", key) { ["New"] = 1 };

    private static TableEntity Row(int index) => new("p", index.ToString("000", CultureInfo.InvariantCulture)) { ["Number"] = index };
}
