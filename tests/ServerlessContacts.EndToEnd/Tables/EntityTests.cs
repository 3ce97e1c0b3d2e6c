using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class EntityTests(AzuriteFixture fixture) : TableTest(fixture)
{
    [Fact]
    public async Task An_added_entity_reads_back_with_its_etag_and_timestamp()
    {
        var table = await CreateTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "Ada" });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(204, added.Status);
        Assert.Equal(added.Headers.ETag, read.ETag);
        Assert.Equal("Ada", read.GetString("Name"));
        Assert.Equal(("p", "r"), (read.PartitionKey, read.RowKey));
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task Adding_what_exists_is_refused()
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "Ada" });

        var refusal = await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.True(refusal.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal("Ada", (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetString("Name"));
    }

    [Fact]
    public async Task A_merge_keeps_other_properties_and_a_replace_drops_them()
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, ETag.All);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 4 }, merged.ETag, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, 3), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 4), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_creates_and_then_updates(TableUpdateMode mode, int? kept)
    {
        var table = await CreateTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, mode);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, mode);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((kept, 2), (read.GetInt32("A"), read.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_a_stale_etag_is_refused(TableUpdateMode mode)
    {
        var table = await CreateTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, stale);

        var refusal = await RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, stale, mode));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task An_update_demands_an_etag()
    {
        var table = await CreateTableAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task An_update_of_what_does_not_exist_is_refused()
    {
        var table = await CreateTableAsync();
        var refusal = await RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Reading_what_does_not_exist_is_refused_or_has_no_value()
    {
        var table = await CreateTableAsync();

        var refusal = await RefusalAsync(() => table.GetEntityAsync<TableEntity>("p", "none"));
        var nothing = await table.GetEntityIfExistsAsync<TableEntity>("p", "none");

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
        Assert.False(nothing.HasValue);
        Assert.Equal(404, nothing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => nothing.Value);
    }

    [Fact]
    public async Task Reading_what_exists_has_a_value_of_the_selected_properties()
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2, ["C"] = 3 });

        var read = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["A", "C"]);

        Assert.True(read.HasValue);
        Assert.Equal((1, null, 3), (read.Value!.GetInt32("A"), read.Value.GetInt32("B"), read.Value.GetInt32("C")));
    }

    [Fact]
    public async Task A_delete_obeys_its_etag_and_forgives_what_is_gone()
    {
        var table = await CreateTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var current = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, ETag.All)).Headers.ETag!.Value;

        var refusal = await RefusalAsync(() => table.DeleteEntityAsync("p", "r", stale));
        var deleted = await table.DeleteEntityAsync("p", "r", current);
        var again = await table.DeleteEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal((204, 404), (deleted.Status, again.Status));
    }

    [Fact]
    public async Task A_missing_table_is_named_as_such()
    {
        var table = new TableClient(Fixture.ConnectionString, AzuriteFixture.NewTableName());
        var refusal = await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal((404, "TableNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Keys_are_demanded()
    {
        var table = await CreateTableAsync();
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity("p", null!)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.UpsertEntityAsync(new TableEntity(null!, "r")));
    }
}
