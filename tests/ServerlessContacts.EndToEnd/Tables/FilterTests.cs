using Azure.Data.Tables;

namespace ServerlessContacts.EndToEnd.Tables;

public sealed class FilterTests
{
    public static TheoryData<FormattableString, string> Filters => new()
    {
        { $"PartitionKey eq {"plain"}", "PartitionKey eq 'plain'" },
        { $"PartitionKey eq {"o'brien"} and RowKey lt {"''"}", "PartitionKey eq 'o''brien' and RowKey lt ''''''" },
        { $"A eq {'\''}", "A eq ''''" },
        { $"A eq {true} or B eq {false}", "A eq true or B eq false" },
        { $"A gt {5}", "A gt 5" },
        { $"A gt {5L}", "A gt 5L" },
        { $"A gt {1.5}", "A gt 1.5" },
        { $"A eq {Guid.Empty}", "A eq guid'00000000-0000-0000-0000-000000000000'" },
        { $"A ge {new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.FromHours(2))}", "A ge datetime'2026-11-21T09:00:00Z'" },
        { $"A ge {new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc).AddTicks(1)}", "A ge datetime'2026-11-21T09:00:00.0000001Z'" },
        { $"A eq {null}", "A eq null" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_quotes_its_values(FormattableString filter, string expected) =>
        Assert.Equal(expected, TableClient.CreateQueryFilter(filter));

    [Fact]
    public void A_value_that_has_no_literal_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new Version(1, 0)}"));
}
