using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Puts the names of documents, given in order, into buckets.</summary>
internal sealed class NameTableBuilder(int universe)
{
    private readonly List<(ulong Hash, int Document)> names = [];

    public void Add(int document, ReadOnlySpan<byte> lines)
    {
        for (int end; !lines.IsEmpty; lines = lines[(end + 1)..])
        {
            end = lines.IndexOf(Record.LineEnd);
            names.Add((NameTable.HashOf(lines[..end]), document));
        }
    }

    /// <summary>Where each bucket starts and the last one ends, and what is in them.</summary>
    public (int[] Starts, uint[] Names) Finish()
    {
        var starts = new int[NameTable.BucketsFor(names.Count) + 1];
        var placed = new uint[names.Count];
        foreach (ref readonly var name in CollectionsMarshal.AsSpan(names))
        {
            starts[NameTable.BucketOf(name.Hash, starts.Length - 1) + 1]++;
        }

        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }

        var next = starts[..^1];
        foreach (ref readonly var name in CollectionsMarshal.AsSpan(names))
        {
            placed[next[NameTable.BucketOf(name.Hash, next.Length)]++] = NameTable.Entry(name.Hash, name.Document, universe);
        }

        return (starts, placed);
    }
}
