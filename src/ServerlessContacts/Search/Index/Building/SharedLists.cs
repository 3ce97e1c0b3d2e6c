namespace ServerlessContacts.Search.Index;

/// <summary>Writes lists once: grams of one word that everybody has in common, such as a domain's, are in the same documents.</summary>
internal sealed class SharedLists(int universe)
{
    /// <summary>Of shorter lists it costs more to know than to write them again.</summary>
    private const int ShareFrom = 24;

    private readonly Dictionary<(int Count, uint Checksum), int> known = [];

    public ByteBuffer Bytes { get; } = new(1 << 16);

    public int Add(ReadOnlySpan<int> documents)
    {
        var offset = ListForm.Write(documents, universe, Bytes);
        var written = Bytes.Written[offset..];
        if (documents.Length < ShareFrom || known.TryAdd((documents.Length, Checksum.Of(written)), offset))
        {
            return offset;
        }

        var same = known[(documents.Length, Checksum.Of(written))];
        if (!Bytes.Written.Slice(same, written.Length).SequenceEqual(written))
        {
            return offset;
        }

        Bytes.Drop(written.Length);
        return same;
    }
}
