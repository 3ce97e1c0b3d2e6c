using Azure;
using Azure.Data.Tables;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class ValueTests(AzuriteFixture fixture) : TableTest(fixture)
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    public static TheoryData<object> Values =>
    [
        "", "plain", "漢字 かな \U0001F600", "\"quotes\" 'single' \\ {braces} \r\n\t\u2028", "5", "2026-11-21T09:00:00Z",
        true, false,
        0, int.MinValue, int.MaxValue,
        0L, 5L, long.MinValue, long.MaxValue,
        0.0, 5.0, -1.25, 1e300, 5e-324, double.MaxValue, double.NaN,
        Guid.Empty, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Array.Empty<byte>(), AllBytes,
    ];

    public static TheoryData<string> Keys =>
    [
        "plain", "with space", "o'brien", "''", "100%", "%41", "%2F", "a+b", "a&b", "a=b", "a~b", "a.b-c_d", "..",
        "a:b;c,d", "(x)", "[x]{y}", "<x>|^`", "@!$*\"", "山田太郎", "é\u0301", "\U0001F600", "", new string('k', 512),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_reads_back_as_it_was_written(object value)
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "single") { ["Value"] = value });
        await table.SubmitTransactionAsync([new(Add, new TableEntity("p", "transaction") { ["Value"] = value })]);

        var read = (await table.GetEntityAsync<TableEntity>("p", "single")).Value;

        Assert.Equal(value, read["Value"]);
        Assert.Equal(value.GetType(), read["Value"].GetType());
        Assert.All(await ReadAllAsync(table), row => Assert.Equal(value, row["Value"]));
    }

    [Fact]
    public async Task Typed_getters_return_what_was_stored()
    {
        var table = await CreateTableAsync();
        var time = new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["String"] = "text",
            ["Int32"] = 1,
            ["Int64"] = 2L,
            ["Boolean"] = true,
            ["Double"] = 3.0,
            ["DateTime"] = time,
            ["Guid"] = Guid.Empty,
            ["Binary"] = AllBytes,
            ["BinaryData"] = new BinaryData(AllBytes),
        });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("text", read.GetString("String"));
        Assert.Equal((1, 2L, 3.0), (read.GetInt32("Int32"), read.GetInt64("Int64"), read.GetDouble("Double")));
        Assert.Equal((true, Guid.Empty), (read.GetBoolean("Boolean"), read.GetGuid("Guid")));
        Assert.Equal((time, new DateTimeOffset(time)), (read.GetDateTime("DateTime"), read.GetDateTimeOffset("DateTime")));
        Assert.Equal(AllBytes, read.GetBinary("BinaryData"));
        Assert.Equal(AllBytes, read.GetBinaryData("Binary").ToArray());
    }

    [Fact]
    public void A_missing_property_is_null_and_a_wrong_type_is_a_mistake()
    {
        var entity = new TableEntity("p", "r") { ["Text"] = "5" };

        Assert.Null(entity["Missing"]);
        Assert.Null(entity.GetInt32("Missing"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Text"));
    }

    [Fact]
    public void An_integer_over_a_wider_number_keeps_the_wider_type()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.0 };
        entity["Long"] = 2;
        entity["Double"] = 2;

        Assert.Equal((2L, 2.0), (entity.GetInt64("Long"), entity.GetDouble("Double")));
    }

    [Fact]
    public void An_entity_lists_its_keys_among_its_properties()
    {
        var entity = new TableEntity("p", "r") { ["Name"] = "Ada" };

        Assert.Equal(["PartitionKey", "RowKey", "Name"], entity.Keys);
        Assert.Equal(3, entity.Count);
        Assert.True(entity.Remove("Name"));
        Assert.False(entity.TryGetValue("Name", out _));
    }

    [Fact]
    public async Task A_null_is_not_stored()
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Nothing"] = null, ["Something"] = 1 });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((null, 1), (read["Nothing"], read["Something"]));
    }

    [Fact]
    public async Task What_the_service_cannot_store_is_refused_before_it_is_sent()
    {
        var table = await CreateTableAsync();
        object[] values = [new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Local), DayOfWeek.Monday, new Version(1, 0)];

        foreach (var value in values)
            await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value }));

        await Assert.ThrowsAsync<ArgumentException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = double.PositiveInfinity }));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Any_legal_key_names_its_row_in_every_operation(string key)
    {
        var table = await CreateTableAsync();
        await table.AddEntityAsync(new TableEntity(key, "first") { ["A"] = 1 });
        await table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity(key, Second(key)) { ["A"] = 1 }),
            new(UpdateReplace, new TableEntity(key, "first") { ["A"] = 2 }, ETag.All),
        ]);
        await table.UpdateEntityAsync(new TableEntity(key, "first") { ["B"] = 3 }, ETag.All);

        var read = (await table.GetEntityAsync<TableEntity>(key, "first")).Value;
        var found = await ReadAllAsync(table, TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {Second(key)}"));
        var deleted = await table.DeleteEntityAsync(key, Second(key));

        Assert.Equal((key, 2, 3), (read.PartitionKey, read.GetInt32("A"), read.GetInt32("B")));
        Assert.Equal([Second(key)], found.Select(row => row.RowKey));
        Assert.Equal(204, deleted.Status);
    }

    /// <summary>The package cannot read the emulator's answer, so no key of the store is like this.</summary>
    [Fact]
    public async Task A_transaction_with_a_long_key_that_is_not_ascii_ends_in_an_unreadable_answer()
    {
        var table = await CreateTableAsync();
        var key = new string('漢', 512);
        await Assert.ThrowsAsync<InvalidDataException>(() => table.SubmitTransactionAsync([new(Add, new TableEntity(key, key) { ["A"] = 1 })]));
    }

    // As long as the longest key that is allowed.
    private static string Second(string key) => key.Length < 512 ? key + "2" : key[1..] + "2";
}
