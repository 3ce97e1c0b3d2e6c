using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Erasure;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Interactions;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Tests.Store.Before;

/// <summary>
/// Rows as they were stored before rooms owned their rows. Each is read as the record that it holds and written again: what it says has to
/// be the same, so that instances of both versions can work on one account. Kinds without a record of their own are in <see
/// cref="StoreBeforeTests"/>.
/// </summary>
public sealed class RowsBeforeTests
{
    /// <summary>How the records of a kind are read and written.</summary>
    private static readonly IReadOnlyDictionary<string, Func<StoredRow, byte[]>> Records =
        new Dictionary<string, Func<StoredRow, byte[]>>(StringComparer.Ordinal)
        {
            ["contact"] = row => ContactJson.Write(ContactJson.Read(row.Data.Span)),
            ["deleted contact"] = row => ContactJson.Write(ContactJson.Read(row.Data.Span)),
            ["receipt"] = row => ReceiptData.Read(row).Write(),
            ["activity"] = row => ContactActivity.Write(ContactActivity.Read(row.Data.Span)),
            ["tenant"] = Stored<TenantRecord>,
            ["member"] = Stored<MemberRecord>,
            ["application key"] = Stored<ApplicationKeyRecord>,
            ["counted thing"] = Plain<string>,
            ["erasure"] = row => row.RowKey.StartsWith("e~acme", StringComparison.Ordinal)
                ? Stored<ErasureMessage>(row)
                : Stored<StoredErasure>(row),
            ["group"] = Linked<RememberedGroup>,
            ["past group"] = Linked<PastGroup>,
            ["link"] = Linked<Link>,
            ["past item"] = Linked<PastItem>,
            ["remote id"] = Linked<string>,
            ["sync state"] = Linked<SyncState>,
            ["removal"] = Linked<Removal>,
            ["parked item"] = Linked<Parked>,
            ["run"] = Linked<RunRecord>,
            ["run outcomes"] = Linked<IReadOnlyList<Outcome>>,
            ["review"] = Linked<Review>,
            ["connection"] = Stored<Connection>,
            ["connection standing"] = Stored<ConnectionStanding>,
            ["connection subscription"] = Stored<Subscription>,
            ["due connection"] = row => WithKey(StoredJson.Write(DueConnections.Read(row)), row),
            ["interaction"] = row => Interaction.Read(row.Data).Write(),
            ["backup"] = Plain<BackupProgress>,
            ["restore"] = Plain<RestoreMark>,
            ["import"] = Stored<StoredImport>,
            ["imported blob"] = Stored<string>,
            ["reserved import"] = Stored<string>,
            ["column mapping"] = Stored<SavedMapping>,
            ["unfinished import"] = row => StoredJson.Write(ActiveImports.Read(row)),
            ["open upload"] = row => StoredJson.Write(UploadTickets.Read(row)),
            ["row set aside"] = Plain<SetAsideRow>,
        };

    public static TheoryData<string> Kinds => [.. Records.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_record_of_before_says_the_same_when_it_is_read_and_written(string kind)
    {
        var rows = RowBefore.All(kind);
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var again = JsonNode.Parse(Records[kind](row.Stored));
            Assert.True(JsonNode.DeepEquals(row.Json, again), $"{Text(row.Json)}\nbecame\n{Text(again)}");
        }
    }

    [Fact]
    public void A_change_of_before_is_read_as_it_was()
    {
        foreach (var row in RowBefore.All("change"))
        {
            var change = ChangeCodec.Read(row.Sequence, row.Data);
            var says = new JsonObject
            {
                ["operation"] = change.Operation,
                ["actor"] = change.Actor,
                ["source"] = change.Source,
                ["at"] = change.At,
                ["follows"] = change.Follows,
                ["unlogged"] = new JsonArray([.. change.Unlogged.Select(key => (JsonNode)key)]),
                ["rows"] = new JsonArray([.. change.Rows.Select(Said)]),
            };
            Assert.True(JsonNode.DeepEquals(row.Says, JsonNode.Parse(says.ToJsonString())), $"{Text(row.Says)}\nis read as\n{Text(says)}");
            Assert.Equal(Change.KeyOf(row.Sequence), row.Row);
        }
    }

    [Fact]
    public void There_are_rows_of_every_kind()
    {
        var catalog = Rooms.Over(new MemoryTable(), TimeProvider.System, room: null);
        var there = RowBefore.All().Select(row => catalog.Find(PartitionKind.Of(row.Partition)!, row.Row)?.Kind.Name)
            .ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(null, there);
        Assert.Equal(catalog.Kinds.Select(kind => kind.Name).Except(there, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal), StoreBeforeTests.MadeByHand);
    }

    private static byte[] Stored<T>(StoredRow row) => StoredJson.Write(StoredJson.Read<T>(row));

    private static byte[] Linked<T>(StoredRow row) => LinkJson.Write(LinkJson.Read<T>(row.Data));

    /// <summary>It repeated, for no reader, what the other properties say.</summary>
    private static byte[] WithKey(byte[] again, StoredRow row)
    {
        var (due, before) = (JsonNode.Parse(again)!.AsObject(), JsonNode.Parse(row.Data.Span)!);
        due.Add("key", before["key"]!.DeepClone());
        return JsonSerializer.SerializeToUtf8Bytes(due);
    }

    private static byte[] Plain<T>(StoredRow row) => JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<T>(row.Data.Span));

    private static JsonNode Said(ChangedRow row) =>
        new JsonObject { ["key"] = row.RowKey, ["before"] = Node(row.Before), ["after"] = Node(row.After) };

    private static JsonNode? Node(ReadOnlyMemory<byte>? data) => data is { } json ? JsonNode.Parse(json.Span) : null;

    private static string Text(JsonNode? node) =>
        node?.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
}
