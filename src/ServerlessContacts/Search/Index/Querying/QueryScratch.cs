namespace ServerlessContacts.Search.Index;

/// <summary>Room that queries use again and again, so that none is allocated once it has grown.</summary>
internal sealed class QueryScratch
{
    /// <summary>What is shown is mostly in a first piece of this length; later ones are longer.</summary>
    public const int FirstChunk = 32;

    private readonly List<int[]> integers = [];
    private readonly List<ulong[]> bitmaps = [];
    private int integersUsed;
    private int bitmapsUsed;

    public PreparedTerms Terms { get; } = new();

    /// <summary>The sets that an operator combines: of the words, and of one word's writings.</summary>
    public List<DocumentSet> Words { get; } = [];

    public List<DocumentSet> Writings { get; } = [];

    /// <summary>The sets that hold the matches of which each word begins a word of a name, the shortest first.</summary>
    public List<DocumentSet> Prefixes { get; } = [];

    /// <summary>Room for what is looked at a piece at a time: twice, for what is kept of it and for what is not.</summary>
    public int[] Chunk { get; } = new int[256];

    public int[] OtherChunk { get; } = new int[256];

    /// <summary>The preferred documents that match, the most preferred first.</summary>
    public PreferredHits Preferred { get; } = new();

    /// <summary>The sections of which something is shown.</summary>
    public List<SectionRange> Sections { get; } = [];

    /// <summary>What was given for an earlier segment may be given again.</summary>
    public void Reset() => (integersUsed, bitmapsUsed) = (0, 0);

    /// <summary>Room for so many documents; what is in it is what an earlier use left.</summary>
    public int[] Integers(int count)
    {
        if (integersUsed == integers.Count)
        {
            integers.Add([]);
        }

        if (integers[integersUsed].Length < count)
        {
            integers[integersUsed] = new int[Math.Max(count, 2 * integers[integersUsed].Length)];
        }

        return integers[integersUsed++];
    }

    /// <summary>Room for a bit per document; what is in it is what an earlier use left.</summary>
    public ulong[] Bitmap(int universe)
    {
        if (bitmapsUsed == bitmaps.Count)
        {
            bitmaps.Add([]);
        }

        var words = Index.Bitmap.WordCount(universe);
        if (bitmaps[bitmapsUsed].Length < words)
        {
            bitmaps[bitmapsUsed] = new ulong[words];
        }

        return bitmaps[bitmapsUsed++];
    }
}
