namespace ServerlessContacts.Search.Index;

/// <summary>A document that was written, or one that is no more.</summary>
public readonly record struct IndexChange(string Key, IndexDocument? Document)
{
    public static IndexChange Written(IndexDocument document) => new(document.Key, document);

    public static IndexChange Deleted(string key) => new(key, null);
}

/// <summary>The index at one moment: segments less their dead documents, and what was written since. Immutable.</summary>
public sealed class IndexVersion
{
    private readonly SegmentState[] segments;
    private readonly OverlayDocument[] overlay;

    internal IndexVersion(SegmentState[] segments, OverlayDocument[] overlay) => (this.segments, this.overlay) = (segments, overlay);

    public static IndexVersion Empty { get; } = new([], []);

    public int Count => overlay.Length + segments.Sum(state => state.Alive);

    internal ReadOnlySpan<SegmentState> Segments => segments;

    internal ReadOnlySpan<OverlayDocument> Overlay => overlay;

    public static IndexVersion Of(Segment segment) => segment.Count == 0 ? Empty : new([new SegmentState(segment, DeadDocuments.None)], []);

    /// <summary>The next version; of several changes of one document the last holds.</summary>
    public IndexVersion With(params ReadOnlySpan<IndexChange> changes)
    {
        var next = new SegmentState[segments.Length];
        segments.CopyTo(next, 0);
        var written = new List<OverlayDocument>(overlay.Length + changes.Length);
        written.AddRange(overlay);
        var scratch = new ByteBuffer();
        foreach (var (key, document) in changes)
        {
            Remove(key, next, written);
            if (document is not null)
            {
                written.Add(new OverlayDocument(document, scratch));
            }
        }

        return new IndexVersion(next, [.. written]);
    }

    public ReadOnlySpan<byte> KeyOf(Hit hit) => RecordOf(hit).Key;

    public ReadOnlySpan<byte> PayloadOf(Hit hit) => RecordOf(hit).Payload;

    /// <summary>The place of a hit, for the page after it.</summary>
    public HitPosition PositionOf(int section, Hit hit)
    {
        var rank = RankOf(hit);
        return new HitPosition(section, hit.Class, hit.Preferred, rank.Boost, rank.SortKey.ToArray(), rank.Key.ToArray());
    }

    internal RankKey RankOf(Hit hit) => hit.Segment == segments.Length ? overlay[hit.Document].Rank : segments[hit.Segment].Segment.RankOf(hit.Document);

    private Record RecordOf(Hit hit) => hit.Segment == segments.Length ? overlay[hit.Document].Record : segments[hit.Segment].Segment.RecordOf(hit.Document);

    /// <summary>A key is alive in one place at most.</summary>
    private static void Remove(string key, SegmentState[] segments, List<OverlayDocument> written)
    {
        for (var i = 0; i < written.Count; i++)
        {
            if (written[i].Key == key)
            {
                written.RemoveAt(i);
                return;
            }
        }

        foreach (ref var state in segments.AsSpan())
        {
            if (state.Segment.Find(key) is var document and >= 0 && !state.Dead.Contains(document))
            {
                state = state with { Dead = state.Dead.With(document, state.Segment.Count) };
                return;
            }
        }
    }
}

/// <summary>A segment and what of it is no more.</summary>
internal readonly record struct SegmentState(Segment Segment, DeadDocuments Dead)
{
    public int Alive => Segment.Count - Dead.Count;
}
