using System.Buffers.Binary;
using System.Text;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>
/// What the index keeps of a contact for answers: its version, what lists sort by, and the whole record as JSON. All of it is
/// read in place but the record, and that only when it is shown.
/// </summary>
internal static class DocumentPayload
{
    private const int VersionBytes = sizeof(long);
    private const int UpdatedBytes = sizeof(long);
    private const int EmailLength = VersionBytes + UpdatedBytes;
    private const int DepartmentLength = EmailLength + 1;
    private const int Fixed = DepartmentLength + 1;

    public static byte[] Write(ContactDocument shown, SortKeys keys)
    {
        var json = ContactJson.Write(shown.Record);
        var (email, department) = (Encoding.UTF8.GetByteCount(keys.Email), Encoding.UTF8.GetByteCount(keys.Department));
        var payload = new byte[Fixed + email + department + json.Length];
        BinaryPrimitives.WriteInt64LittleEndian(payload, shown.Version);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(VersionBytes), shown.Record.Updated.UtcTicks);
        (payload[EmailLength], payload[DepartmentLength]) = ((byte)email, (byte)department);
        Encoding.UTF8.GetBytes(keys.Email, payload.AsSpan(Fixed));
        Encoding.UTF8.GetBytes(keys.Department, payload.AsSpan(Fixed + email));
        json.CopyTo(payload.AsSpan(Fixed + email + department));
        return payload;
    }

    public static ContactDocument Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var id = ContactId.TryParse(Encoding.UTF8.GetString(key), out var parsed) ? parsed : throw new InvalidDataException("A document's key is no contact's id.");
        var json = payload[(Fixed + payload[EmailLength] + payload[DepartmentLength])..];
        return new ContactDocument(id, BinaryPrimitives.ReadInt64LittleEndian(payload), ContactJson.Read(json));
    }

    /// <summary>Ordered byte by byte as the times are.</summary>
    public static ReadOnlySpan<byte> UpdatedOf(ReadOnlySpan<byte> payload) => payload.Slice(VersionBytes, UpdatedBytes);

    public static ReadOnlySpan<byte> EmailOf(ReadOnlySpan<byte> payload) => payload.Slice(Fixed, payload[EmailLength]);

    public static ReadOnlySpan<byte> DepartmentOf(ReadOnlySpan<byte> payload) => payload.Slice(Fixed + payload[EmailLength], payload[DepartmentLength]);
}
