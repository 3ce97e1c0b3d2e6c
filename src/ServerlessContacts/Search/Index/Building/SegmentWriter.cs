using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Puts the columns of a segment together, given its documents in order.</summary>
internal sealed class SegmentWriter(int documents)
{
    private readonly List<SectionStart> sections = [];
    private readonly List<int> books = [];
    private readonly Dictionary<int, ushort> bookNumbers = [];
    private readonly ushort[] bookOfDocument = new ushort[documents];
    private readonly int[] boosts = new int[documents];
    private readonly int[] starts = new int[documents + 1];
    private readonly NameTableBuilder names = new(documents);
    private readonly int[] slots = new int[KeySlots.LengthFor(documents)];
    private readonly ByteBuffer records = new(1 << 16);
    private int next;

    public void Add(in SegmentBuilder.Entry entry, ReadOnlySpan<byte> record)
    {
        if (sections.Count == 0 || sections[^1].Section != entry.Section)
        {
            sections.Add(new SectionStart(entry.Section, next));
        }

        bookOfDocument[next] = BookNumber(entry.Book);
        boosts[next] = entry.Boost;
        KeySlots.Add(slots, new Record(record).Key, next);
        names.Add(next, new Record(record).Names);
        record.CopyTo(records.Append(record.Length));
        starts[++next] = records.Length;
    }

    public byte[] Finish(GramBuilder grams)
    {
        var (nameStarts, placedNames) = names.Finish();
        var columns = new (int Offset, int Length)[FileLayout.ColumnCount];
        var total = FileLayout.HeaderLength;
        Place(ColumnId.Sections, Bytes(CollectionsMarshal.AsSpan(sections)));
        Place(ColumnId.Books, Bytes(CollectionsMarshal.AsSpan(books)));
        Place(ColumnId.BookOfDocument, Bytes(bookOfDocument));
        Place(ColumnId.Boosts, Bytes(boosts));
        Place(ColumnId.RecordStarts, Bytes(starts));
        Place(ColumnId.Records, records.Written);
        Place(ColumnId.KeySlots, Bytes(slots));
        Place(ColumnId.NameStarts, Bytes(nameStarts));
        Place(ColumnId.Names, Bytes(placedNames));
        Place(ColumnId.Grams, Bytes(grams.Nodes));
        Place(ColumnId.Lists, grams.Lists.Written);

        var file = new byte[total];
        Bytes(CollectionsMarshal.AsSpan(sections)).CopyTo(In(ColumnId.Sections));
        Bytes(CollectionsMarshal.AsSpan(books)).CopyTo(In(ColumnId.Books));
        Bytes(bookOfDocument).CopyTo(In(ColumnId.BookOfDocument));
        Bytes(boosts).CopyTo(In(ColumnId.Boosts));
        Bytes(starts).CopyTo(In(ColumnId.RecordStarts));
        records.Written.CopyTo(In(ColumnId.Records));
        Bytes(slots).CopyTo(In(ColumnId.KeySlots));
        Bytes(nameStarts).CopyTo(In(ColumnId.NameStarts));
        Bytes(placedNames).CopyTo(In(ColumnId.Names));
        Bytes(grams.Nodes).CopyTo(In(ColumnId.Grams));
        grams.Lists.Written.CopyTo(In(ColumnId.Lists));
        FileLayout.WriteHeader(file, documents, columns);
        return file;

        void Place(ColumnId id, ReadOnlySpan<byte> bytes)
        {
            columns[(int)id - 1] = (total, bytes.Length);
            total = checked(total + FileLayout.Aligned(bytes.Length));
        }

        Span<byte> In(ColumnId id) => file.AsSpan(columns[(int)id - 1].Offset);
    }

    private ushort BookNumber(int book)
    {
        if (!bookNumbers.TryGetValue(book, out var number))
        {
            number = checked((ushort)books.Count);
            bookNumbers.Add(book, number);
            books.Add(book);
        }

        return number;
    }

    private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);

    private static ReadOnlySpan<byte> Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan());

    private static ReadOnlySpan<byte> Bytes<T>(Span<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);
}
