namespace ServerlessContacts.Contacts.Matching;

/// <summary>What a look-up found: one contact, none, or several that fit equally well.</summary>
internal readonly record struct Match(int Number, bool IsAmbiguous)
{
    public static readonly Match None = new(-1, IsAmbiguous: false);

    public static readonly Match Ambiguous = new(-1, IsAmbiguous: true);

    public bool IsFound => Number >= 0;
}

/// <summary>
/// The contacts that a file's rows may stand for, those included that the file itself makes. In memory, at most some 150 bytes a contact;
/// written and read by one thread at a time.
/// </summary>
internal sealed class MatchIndex
{
    /// <summary>
    /// A value shared by so many (the company's number, info@) is no longer looked through: beyond them, contacts are found by the value together with one
    /// whole word of the name. So a file of one number for all costs no more than another.
    /// </summary>
    private const int Crowd = 32;

    private const int MaxSignature = 256;

    private readonly KeyTable table;

    /// <summary>The keys that are another index's as well, which this one adds nothing to.</summary>
    private readonly KeyTable? shared;

    public MatchIndex() : this(new KnownContacts(), new KeyTable(), null)
    {
    }

    private MatchIndex(KnownContacts contacts, KeyTable table, KeyTable? shared) =>
        (Contacts, this.table, this.shared) = (contacts, table, shared);

    public KnownContacts Contacts { get; }

    public bool IsDraft => shared is not null;

    /// <summary>
    /// An index that finds what this one finds. What is added to it, only it finds: for a file that is planned and changes nothing.
    /// </summary>
    public MatchIndex Draft() => new(Contacts, new KeyTable(), table);

    /// <summary>Adds a contact of the given partition and says its number.</summary>
    public int Add(int partition, string unique, MatchKeys keys, string signature, string? folder = null)
    {
        var number = Contacts.Add(partition, unique, signature, folder, isStored: shared is null);
        AddKeys(number, keys, signature);
        table.Add(keys.NameAndCompany, number);
        if (keys.ComposedAndCompany is { } composed)
        {
            table.Add(composed, number);
        }

        return number;
    }

    /// <summary>What a row brings to a contact, later rows find it by as well.</summary>
    public void AddKeys(int number, MatchKeys keys, string signature)
    {
        Span<int> numbers = stackalloc int[Crowd];
        foreach (var key in keys.Values)
        {
            var others = numbers[..Numbers(key, numbers)];
            if (others.Contains(number))
            {
                continue;
            }

            if (others.Length < Crowd)
            {
                table.Add(key, number);
            }
            else
            {
                AddByWords(number, key, signature);
            }
        }
    }

    /// <summary>The contact that shares the most values with the row under a compatible name; of equals, the one with the very name.</summary>
    public Match Find(MatchKeys keys, string signature)
    {
        table.Fetch(keys);
        shared?.Fetch(keys);
        var candidates = new Candidates(this, signature);
        Span<int> numbers = stackalloc int[Crowd];
        foreach (var key in keys.Values)
        {
            var found = Numbers(key, numbers);
            candidates.Add(key, numbers[..found]);
            if (found == Crowd)
            {
                FindByWords(key, signature, ref candidates);
            }
        }

        if (keys.Values.Length == 0)
        {
            candidates.Add(keys.NameAndCompany, numbers[..Numbers(keys.NameAndCompany, numbers)]);
            if (keys.ComposedAndCompany is { } composed)
            {
                candidates.Add(keys.NameAndCompany, numbers[..Numbers(composed, numbers)]);
            }
        }

        return candidates.Best();
    }

    /// <summary>Contacts that share a value with the row under whatever name, or have its very name and company: all that it may mean.</summary>
    public IReadOnlyList<int> Sharing(MatchKeys keys)
    {
        var numbers = new int[Crowd];
        return [.. keys.Values.Append(keys.NameAndCompany).Append(keys.ComposedAndCompany ?? keys.NameAndCompany)
            .SelectMany(key => numbers[..Numbers(key, numbers)])];
    }

    private int Numbers(ulong key, Span<int> numbers)
    {
        var found = table.Find(key, numbers);
        return shared is null ? found : found + shared.Find(key, numbers[found..]);
    }

    private void AddByWords(int number, ulong key, string signature)
    {
        foreach (var word in signature.AsSpan().SplitAny(' ', NameSignature.Composed))
        {
            table.Add(MatchKeys.WithWord(key, signature.AsSpan()[word]), number);
        }
    }

    private void FindByWords(ulong key, string signature, ref Candidates candidates)
    {
        Span<int> numbers = stackalloc int[4 * Crowd];
        foreach (var word in signature.AsSpan().SplitAny(' ', NameSignature.Composed))
        {
            candidates.Add(key, numbers[..Numbers(MatchKeys.WithWord(key, signature.AsSpan()[word]), numbers)]);
        }
    }

    private bool IsCompatible(int number, string signature, out bool isEqual)
    {
        Span<char> known = stackalloc char[MaxSignature];
        known = known[..Contacts.SignatureOf(number, known)];
        isEqual = NameSignature.NameOf(known).SequenceEqual(NameSignature.NameOf(signature));
        return isEqual || CompatibleNames.Are(known, signature);
    }

    private struct Candidates(MatchIndex index, string signature)
    {
        /// <summary>Made for the first candidate: most rows of most files have none.</summary>
        private Dictionary<int, (int Score, ulong LastKey)>? scores;

        /// <summary>A value shared counts more than the very name, and once however it was found.</summary>
        public void Add(ulong key, ReadOnlySpan<int> numbers)
        {
            foreach (var number in numbers)
            {
                if (index.Contacts.IsThere(number) && index.IsCompatible(number, signature, out var isEqual))
                {
                    scores ??= [];
                    var (score, lastKey) = scores.GetValueOrDefault(number, (isEqual ? 1 : 0, ~key));
                    scores[number] = (lastKey == key ? score : score + 2, key);
                }
            }
        }

        public readonly Match Best()
        {
            if (scores is null)
            {
                return Match.None;
            }

            var most = scores.Values.Max(candidate => candidate.Score);
            var best = scores.Where(candidate => candidate.Value.Score == most).Take(2).ToList();
            return best.Count == 1 ? new Match(best[0].Key, IsAmbiguous: false) : Match.Ambiguous;
        }
    }
}
