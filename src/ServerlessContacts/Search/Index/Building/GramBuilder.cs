using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Lists the grams of a segment, longer ones only where a list is long: what begins with a gram in few documents is found by reading these. A gram that is in
/// the same documents as the one it is longer than shares its list.
/// </summary>
internal sealed class GramBuilder(int universe, int expandAbove)
{
    /// <summary>Grams of a text that many documents repeat are listed up to here.</summary>
    private const int MaxLength = 48;

    private readonly List<GramNode> nodes = [];
    private readonly SharedLists lists = new(universe);
    private readonly LabelSort sort = new();
    private readonly int[] documents = new int[universe];

    public ReadOnlySpan<GramNode> Nodes => CollectionsMarshal.AsSpan(nodes);

    public ByteBuffer Lists => lists.Bytes;

    public void Build(GramSource source)
    {
        nodes.Add(new GramNode(GramNode.NotExpanded, 0, universe, default, 0));
        var labels = source.Labels();
        var first = AddChildren(0, labels.Count);
        foreach (var batch in source.Batches())
        {
            for (var i = 0; i < batch.Groups.Count; i++)
            {
                var (label, from, count) = batch.Groups[i];
                var node = first + labels.IndexOf(label);
                AddGram(node, label, batch, batch.Occurrences.AsSpan(from, count), batch.Spare.AsSpan(from, count), batch.Depth, 0);
            }
        }

        Lists.AppendZeros(PackedList.Padding);
    }

    private void AddGram(int node, char label, GramBatch batch, Span<Occurrence> group, Span<Occurrence> spare, int depth, int parent)
    {
        var count = DistinctDocuments(group);
        var shared = nodes[parent];
        var offset = count == shared.Count && parent != 0 ? shared.ListOffset : lists.Add(documents.AsSpan(0, count));
        nodes[node] = new GramNode(GramNode.NotExpanded, offset, count, label, 0);
        if (count > expandAbove && depth < MaxLength)
        {
            Expand(node, batch, group, spare, depth);
        }
    }

    private void Expand(int node, GramBatch batch, Span<Occurrence> group, Span<Occurrence> spare, int depth)
    {
        if (depth > batch.Depth && (depth - batch.Depth) % Occurrence.Ahead == 0)
        {
            foreach (ref var occurrence in group)
            {
                occurrence = occurrence.ReadFrom(batch.Text, depth);
            }
        }

        var groups = sort.Sort(group, spare);
        var first = AddChildren(node, groups.Length);
        var from = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            var (label, count) = groups[i];
            AddGram(first + i, label, batch, spare.Slice(from, count), group.Slice(from, count), depth + 1, node);
            from += count;
        }
    }

    private int AddChildren(int node, int count)
    {
        var first = nodes.Count;
        nodes[node] = nodes[node] with { FirstChild = first, ChildCount = (ushort)count };
        CollectionsMarshal.SetCount(nodes, first + count);
        return first;
    }

    private int DistinctDocuments(ReadOnlySpan<Occurrence> group)
    {
        var count = 0;
        var last = -1;
        foreach (ref readonly var occurrence in group)
        {
            if (occurrence.Document != last)
            {
                documents[count++] = last = occurrence.Document;
            }
        }

        return count;
    }
}
