namespace ServerlessContacts.Search.Index;

/// <summary>A document that was written since the segments were built. There are few, so that each query reads all of them.</summary>
internal sealed class OverlayDocument
{
    private readonly byte[] record;

    public OverlayDocument(IndexDocument document, ByteBuffer scratch)
    {
        scratch.Clear();
        Index.Record.Write(document, scratch);
        record = scratch.Written.ToArray();
        (Key, Section, Book, Boost) = (document.Key, document.Section, document.Book, document.Boost);
    }

    public string Key { get; }

    public int Section { get; }

    public int Book { get; }

    public int Boost { get; }

    public ReadOnlySpan<byte> Bytes => record;

    public Record Record => new(record);

    public void AddTo(SegmentBuilder builder) => builder.Add(record, Section, Book, Boost);

    public RankKey Rank => Record is var read ? new RankKey(Boost, read.SortKey, read.Key) : default;
}
