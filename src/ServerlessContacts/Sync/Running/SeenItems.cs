using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Sync.Running;

/// <summary>The items that a full listing showed, as 64-bit hashes: two that share one would only keep a deletion from being noticed until the next listing.</summary>
internal sealed class SeenItems
{
    /// <summary>A page of a full listing, until the listing is over.</summary>
    public static RowKind Kind { get; } = new('v', "seen page", PartitionKind.Member);

    private const int Bytes = 8;

    private readonly HashSet<ulong> hashes = [];

    public static byte[] Write(IReadOnlyList<string> contacts)
    {
        var data = new byte[contacts.Count * Bytes];
        for (var at = 0; at < contacts.Count; at++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(at * Bytes), Hash(contacts[at]));
        }

        return data;
    }

    public void Add(ReadOnlySpan<byte> data)
    {
        for (; data.Length >= Bytes; data = data[Bytes..])
        {
            hashes.Add(BinaryPrimitives.ReadUInt64LittleEndian(data));
        }
    }

    public void Add(string contact) => hashes.Add(Hash(contact));

    public bool Contains(string contact) => hashes.Contains(Hash(contact));

    private static ulong Hash(string contact) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(contact)));
}
