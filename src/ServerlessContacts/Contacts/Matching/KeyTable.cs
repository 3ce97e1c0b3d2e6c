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

    /// <summary>Collects the numbers of the key, up to the room there is, and says how many.</summary>
    public int Find(ulong key, Span<int> numbers) => parts[key >> 56].Find(key, numbers);

    private sealed class Part
    {
        private ulong[] keys = new ulong[FirstSize];

        /// <summary>One more than the number; 0 is a free place.</summary>
        private int[] places = new int[FirstSize];
        private int count;

        public void Add(ulong key, int number)
        {
            if (count >= keys.Length / 5 * 4)
            {
                Grow();
            }

            Place(key, number + 1);
            count++;
        }

        public int Find(ulong key, Span<int> numbers)
        {
            var found = 0;
            var mask = keys.Length - 1;
            for (var at = (int)key & mask; places[at] != 0 && found < numbers.Length; at = (at + 1) & mask)
            {
                if (keys[at] == key)
                {
                    numbers[found++] = places[at] - 1;
                }
            }

            return found;
        }

        private void Place(ulong key, int place)
        {
            var mask = keys.Length - 1;
            var at = (int)key & mask;
            while (places[at] != 0)
            {
                at = (at + 1) & mask;
            }

            (keys[at], places[at]) = (key, place);
        }

        private void Grow()
        {
            var (oldKeys, oldPlaces) = (keys, places);
            (keys, places) = (new ulong[oldKeys.Length * 2], new int[oldPlaces.Length * 2]);
            for (var i = 0; i < oldKeys.Length; i++)
            {
                if (oldPlaces[i] != 0)
                {
                    Place(oldKeys[i], oldPlaces[i]);
                }
            }
        }
    }
}
