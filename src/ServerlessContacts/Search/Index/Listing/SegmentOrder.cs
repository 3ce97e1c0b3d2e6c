using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ServerlessContacts.Search.Index;

/// <summary>The documents of a segment in the order of a list. Made when somebody first lists by it, and kept for as long as both are.</summary>
internal static class SegmentOrder
{
    private static readonly ConditionalWeakTable<Segment, ConditionalWeakTable<DocumentOrder, int[]>> Known = [];

    public static ReadOnlySpan<int> Of(Segment segment, DocumentOrder order) =>
        Known.GetOrCreateValue(segment).GetValue(order, added => Sorted(segment, added));

    private static int[] Sorted(Segment segment, DocumentOrder order)
    {
        var documents = new int[segment.Count];
        var starts = new ulong[segment.Count];
        for (var document = 0; document < documents.Length; document++)
        {
            documents[document] = document;
            starts[document] = Start(order.KeyOf(segment.RecordOf(document)));
        }

        // Most are told apart by the first bytes of their keys, which lie side by side.
        Array.Sort(documents, (x, y) => order.Compares(starts[x], starts[y]) is var byStart and not 0 ? byStart : order.Compare(segment.RecordOf(x), segment.RecordOf(y)));
        return documents;
    }

    private static ulong Start(ReadOnlySpan<byte> key)
    {
        Span<byte> start = stackalloc byte[sizeof(ulong)];
        start.Clear();
        key[..Math.Min(key.Length, start.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }
}
