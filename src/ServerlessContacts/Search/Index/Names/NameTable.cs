using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Finds documents by a whole name, blanks aside. Each name is in the bucket of its hash as the number of its document, with as much more of the hash in front as there is room
/// for; those of a bucket ascend by document. So a text that is nobody's name, as most that are typed, costs a look at one bucket.
/// </summary>
internal readonly ref struct NameTable(ReadOnlySpan<int> starts, ReadOnlySpan<uint> names, int universe)
{
    /// <summary>As many as a line of the processor's cache holds.</summary>
    private const int NamesPerBucket = 16;

    private readonly ReadOnlySpan<int> starts = starts;
    private readonly ReadOnlySpan<uint> names = names;

    public static int BucketsFor(int names) => (int)BitOperations.RoundUpToPowerOf2((uint)(names / NamesPerBucket) + 1);

    public static int BucketOf(ulong hash, int buckets) => (int)hash & (buckets - 1);

    public static uint Entry(ulong hash, int document, int universe) => ((uint)(hash >> 32) << DocumentBits(universe)) | (uint)document;

    public static ulong HashOf(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in name)
        {
            if (b != ' ')
            {
                hash = (hash ^ b) * 1099511628211UL;
            }
        }

        return hash ^ (hash >> 29);
    }

    /// <summary>The documents with such a name; there may be others among them, which their texts tell apart.</summary>
    public DocumentSet Named(ReadOnlySpan<byte> name, QueryScratch scratch)
    {
        var hash = HashOf(name);
        var bucket = BucketOf(hash, starts.Length - 1);
        var inBucket = names[starts[bucket]..starts[bucket + 1]];
        var bits = DocumentBits(universe);
        var sought = Entry(hash, 0, universe) >> bits;
        var count = 0;
        var documents = Array.Empty<int>();
        foreach (var entry in inBucket)
        {
            if (entry >> bits == sought)
            {
                documents = documents.Length == 0 ? scratch.Integers(inBucket.Length + OpenSet.Slack) : documents;
                var document = (int)(entry & ((1u << bits) - 1));
                documents[count] = document;
                count += count == 0 || documents[count - 1] != document ? 1 : 0;
            }
        }

        return DocumentSet.Of(documents, count);
    }

    private static int DocumentBits(int universe) => BitOperations.Log2((uint)universe) + 1;
}
