using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>Finds documents by key: a table of document numbers, one up so that zero is free, each at the hash of its key or the next free slot.</summary>
internal static class KeySlots
{
    public static int LengthFor(int documents) => (int)BitOperations.RoundUpToPowerOf2((uint)(documents + (documents / 2) + 1));

    public static int SlotOf(ReadOnlySpan<byte> key, int slots)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in key)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return (int)(hash ^ (hash >> 32)) & (slots - 1);
    }

    public static void Add(Span<int> slots, ReadOnlySpan<byte> key, int document)
    {
        var slot = SlotOf(key, slots.Length);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = document + 1;
    }
}
