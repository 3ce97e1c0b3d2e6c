using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Store.Contacts;

/// <summary>
/// The row that holds how much a contact was called and written to: in the contact's own partition by everybody, in a member's by that member. A member's
/// personal contacts have one row for both.
/// </summary>
public static class ContactActivity
{
    public static RowKind Kind { get; } = new('q', "activity", PartitionKind.Shared, PartitionKind.Member, PartitionKind.Directory) { Trace = Traces.Marks, Departure = RowDeparture.Logged };

    public static string RowKey(ContactId contact) => ContactActivity.Kind.Key(contact.ToString());

    public static byte[] Write(ActivityWeight weight) => JsonSerializer.SerializeToUtf8Bytes(new Data(weight.Value));

    public static ActivityWeight Read(ReadOnlySpan<byte> data) => new(JsonSerializer.Deserialize<Data>(data)!.Weight);

    private sealed record Data([property: JsonPropertyName("w")] double Weight);
}
