using System.Runtime.InteropServices;

namespace ServerlessContacts.Contacts.Matching;

/// <summary>
/// From 64-bit keys to the numbers of contacts, several for a key. 256 open-addressed tables, each growing on its own: growth never needs
/// more than a 256th part of the whole twice. 12 bytes an entry at a load between 0.4 and 0.8.
/// </summary>
internal sealed class KeyTable
{
    private const int Parts = 256;
    private const int FirstSize = 16;

    private readonly Part[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];

    public void Add(ulong key, int number) => parts[key >> 56].Add(key, number);

    /// <summary>
    /// Begins to fetch from memory where the keys lie, all of them at once: in a table of millions nearly every key waits for memory, and waiting for one after the other would cost more
    /// than everything else that is done with them.
    /// </summary>
    public void Fetch(MatchKeys keys)
    {
        foreach (var key in keys.Values)
        {
            parts[key >> 56].Fetch(key);
        }

        parts[keys.NameAndCompany >> 56].Fetch(keys.NameAndCompany);
    }

    /// <summary>Collects the numbers of the key, up to the room there is, and says how many.</summary>
    public int Find(ulong key, Span<int> numbers) => parts[key >> 56].Find(key, numbers);

    private sealed class Part
    {
        private Slot[] slots = new Slot[FirstSize];
        private int count;

        public void Add(ulong key, int number)
        {
            if (count >= slots.Length / 5 * 4)
            {
                Grow();
            }

            Place(new Slot(key, number + 1));
            count++;
        }

        public void Fetch(ulong key) => Volatile.Read(in slots[(int)key & (slots.Length - 1)].Place);

        public int Find(ulong key, Span<int> numbers)
        {
            var found = 0;
            var (all, mask) = (slots, slots.Length - 1);
            for (var at = (int)key & mask; all[at].Place != 0 && found < numbers.Length; at = (at + 1) & mask)
            {
                if (all[at].Key == key)
                {
                    numbers[found++] = all[at].Place - 1;
                }
            }

            return found;
        }

        private void Place(Slot slot)
        {
            var (all, mask) = (slots, slots.Length - 1);
            var at = (int)slot.Key & mask;
            while (all[at].Place != 0)
            {
                at = (at + 1) & mask;
            }

            all[at] = slot;
        }

        private void Grow()
        {
            var old = slots;
            slots = new Slot[old.Length * 2];
            foreach (var slot in old)
            {
                if (slot.Place != 0)
                {
                    Place(slot);
                }
            }
        }
    }

    /// <summary>Key and place lie together, so that both are fetched from memory at once. Place is one more than the number; 0 is free.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    private readonly struct Slot(ulong key, int place)
    {
        public readonly ulong Key = key;
        public readonly int Place = place;
    }
}
