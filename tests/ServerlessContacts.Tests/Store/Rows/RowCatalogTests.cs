using System.Text.RegularExpressions;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Store;

public sealed partial class RowCatalogTests
{
    /// <summary>What the documentation calls the kinds of partition that every tenant has.</summary>
    private static readonly IReadOnlyDictionary<string, string> NamesOfPartitions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["shards"] = "{tenant}~s{n}",
        ["members"] = "{tenant}~m{member}",
        ["directory"] = "{tenant}~d",
        ["imports"] = "{tenant}~i",
        ["requests"] = "{tenant}~k",
    };

    private static readonly RowCatalog Catalog = Rooms.Over(new MemoryTable(), TimeProvider.System, room: null);

    [Fact]
    public void Every_room_that_owns_rows_is_registered_once() => Assert.Equal(
        typeof(RowCatalog).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IOwnedRows))
            && type.IsClass).Select(type => type.Name).Order(StringComparer.Ordinal),
        Catalog.Rooms.Select(room => room.GetType().Name).Order(StringComparer.Ordinal));

    /// <summary>Kinds are static properties, so one that no room lists is noticed.</summary>
    [Fact]
    public void Every_kind_of_row_that_is_declared_belongs_to_a_room()
    {
        var declared = from type in typeof(RowCatalog).Assembly.GetTypes()
                       from property in type.GetProperties()
                       where property.PropertyType == typeof(RowKind) && property.GetMethod!.IsStatic
                       select (RowKind)property.GetValue(null)!;
        Assert.Equal(declared.Select(kind => kind.Name).Order(StringComparer.Ordinal), Catalog.Kinds.Select(kind => kind.Name)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_the_documentation_names_every_kind_and_no_other()
    {
        var documented = TableRow().Matches(InfrastructureFiles.Read("docs/data-model.md"))
            .SelectMany(row => row.Groups["partitions"].Value.Split(", "), (row, place) => $"{row.Groups["letter"].Value} in {KeyOf(place)}");
        var declared = from kind in Catalog.Kinds from partition in kind.Partitions select $"{kind.Letter} in {partition.Key}";
        Assert.Equal(declared.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_kinds_with_one_letter_in_one_kind_of_partition_are_refused()
    {
        var room = new Room(new RowKind('c', "card", PartitionKind.Member));
        var refused = Assert.Throws<InvalidOperationException>(() => new RowCatalog([.. Catalog.Rooms, room]));
        Assert.Equal("In {tenant}~m{member} both contact and card have the letter c.", refused.Message);
        Assert.NotNull(new RowCatalog([.. Catalog.Rooms, new Room(new RowKind('c', "card", PartitionKind.Imports))]));
    }

    private static string KeyOf(string place) => NamesOfPartitions.GetValueOrDefault(place, place.Trim('`'));

    [GeneratedRegex(@"^\| `(?<letter>[a-z])~[^|]*\| (?<partitions>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableRow();

    private sealed class Room(params RowKind[] kinds) : IOwnedRows
    {
        public IReadOnlyList<RowKind> Kinds => kinds;
    }
}
