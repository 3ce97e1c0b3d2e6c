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
    /// <summary>More changes at a time are indexed; fewer are read by each query until they are merged.</summary>
    private const int Many = 64;

    private readonly SegmentState[] segments;
    private readonly OverlayDocument[] overlay;

    internal IndexVersion(SegmentState[] segments, OverlayDocument[] overlay)
    {
        (this.segments, this.overlay) = (segments, overlay);
        foreach (var state in segments)
        {
            Bytes += state.Segment.File.Length;
        }

        foreach (var document in overlay)
        {
            Bytes += document.Bytes.Length;
        }
    }

    public static IndexVersion Empty { get; } = new([], []);

    public int Count => overlay.Length + segments.Sum(state => state.Alive);

    /// <summary>What it takes in memory.</summary>
    public long Bytes { get; }

    internal ReadOnlySpan<SegmentState> Segments => segments;

    internal ReadOnlySpan<OverlayDocument> Overlay => overlay;

    public static IndexVersion Of(Segment segment) => segment.Count == 0 ? Empty : new([new SegmentState(segment, DeadDocuments.None)], []);

    /// <summary>The next version; of several changes of one document the last holds.</summary>
    public IndexVersion With(params ReadOnlySpan<IndexChange> changes) => changes.Length > Many ? WithMany(changes) : WithFew(changes);

    /// <summary>All documents as one segment, which is this one's where it is all there is.</summary>
    public Segment ToSegment()
    {
        if (segments is [{ Dead.Count: 0 } only] && overlay.Length == 0)
        {
            return only.Segment;
        }

        var builder = new SegmentBuilder();
        foreach (var state in segments)
        {
            state.AddTo(builder);
        }

        foreach (var document in overlay)
        {
            document.AddTo(builder);
        }

        return builder.Build();
    }

    private IndexVersion WithFew(ReadOnlySpan<IndexChange> changes)
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

    /// <summary>The document with a key as it is now.</summary>
    internal bool TryFind(string key, out FoundDocument found)
    {
        foreach (var document in overlay)
        {
            if (document.Key == key)
            {
                found = new FoundDocument(document.Record, document.Section, document.Book, document.Boost);
                return true;
            }
        }

        foreach (var (segment, dead) in segments)
        {
            if (segment.Find(key) is var at and >= 0 && !dead.Contains(at))
            {
                found = new FoundDocument(segment.RecordOf(at), segment.SectionOf(at), segment.BookOf(at), segment.BoostOf(at));
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>What was written becomes a segment of its own.</summary>
    private IndexVersion WithMany(ReadOnlySpan<IndexChange> changes)
    {
        var latest = new Dictionary<string, IndexDocument?>(StringComparer.Ordinal);
        foreach (var (key, document) in changes)
        {
            latest[key] = document;
        }

        SegmentState[] next = [.. segments];
        var builder = new SegmentBuilder();
        foreach (var (key, document) in latest)
        {
            Remove(key, next);
            if (document is not null)
            {
                builder.Add(document);
            }
        }

        OverlayDocument[] kept = [.. overlay.Where(document => !latest.ContainsKey(document.Key))];
        return builder.Count == 0 ? new IndexVersion(next, kept) : new IndexVersion([.. next, new SegmentState(builder.Build(), DeadDocuments.None)], kept);
    }

    public ReadOnlySpan<byte> KeyOf(Hit hit) => RecordOf(hit).Key;

    public ReadOnlySpan<byte> PayloadOf(Hit hit) => RecordOf(hit).Payload;

    /// <summary>What holds the document: with its number in it, the same for as long as that is searched.</summary>
    internal object HolderOf(Hit hit) => hit.Segment == segments.Length ? overlay[hit.Document] : segments[hit.Segment].Segment;

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

        Remove(key, segments);
    }

    private static void Remove(string key, SegmentState[] segments)
    {
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

    /// <summary>Adds the documents that are alive.</summary>
    public void AddTo(SegmentBuilder builder)
    {
        for (var document = 0; document < Segment.Count; document++)
        {
            if (!Dead.Contains(document))
            {
                builder.Add(Segment.BytesOf(document), Segment.SectionOf(document), Segment.BookOf(document), Segment.BoostOf(document));
            }
        }
    }
}

/// <summary>A document where it is kept.</summary>
internal readonly ref struct FoundDocument(Record record, int section, int book, int boost)
{
    public readonly Record Record = record;

    public int Section => section;

    public int Book => book;

    public int Boost => boost;
}
