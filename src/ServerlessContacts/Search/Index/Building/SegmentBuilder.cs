using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Makes a segment of documents given in any order. Each key is given once.</summary>
public sealed class SegmentBuilder
{
    /// <summary>
    /// Longer gram lists are split by the next character. So many documents are the most whose text an unlisted term has to be looked for in;
    /// half of it would make the lists a sixth larger.
    /// </summary>
    private const int ExpandAbove = 256;

    private readonly ByteBuffer records = new(1 << 16);
    private readonly List<Entry> entries = [];
    private readonly int expandAbove;

    public SegmentBuilder()
        : this(ExpandAbove)
    {
    }

    internal SegmentBuilder(int expandAbove) => this.expandAbove = expandAbove;

    public int Count => entries.Count;

    public void Add(IndexDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var start = records.Length;
        Record.Write(document, records);
        AddEntry(start, document.Section, document.Book, document.Boost);
    }

    public Segment Build()
    {
        var order = CollectionsMarshal.AsSpan(entries);
        order.Sort(Compare);
        var writer = new SegmentWriter(order.Length);
        var source = new GramSource();
        foreach (ref readonly var entry in order)
        {
            var record = RecordOf(entry);
            source.Add(new Record(record));
            writer.Add(entry, record);
        }

        var grams = new GramBuilder(order.Length, expandAbove);
        grams.Build(source);
        return Segment.Open(writer.Finish(grams));
    }

    internal void Add(ReadOnlySpan<byte> record, int section, int book, int boost)
    {
        var start = records.Length;
        record.CopyTo(records.Append(record.Length));
        AddEntry(start, section, book, boost);
    }

    private void AddEntry(int start, int section, int book, int boost)
    {
        var name = new Record(records.Written[start..]).SortKey;
        entries.Add(new Entry(section, boost, FirstBytes(name), book, start, records.Length - start));
    }

    private ReadOnlySpan<byte> RecordOf(in Entry entry) => records.Written.Slice(entry.Start, entry.Length);

    private int Compare(Entry x, Entry y)
    {
        if (x.Section != y.Section)
        {
            return x.Section.CompareTo(y.Section);
        }

        if (x.Boost != y.Boost)
        {
            return y.Boost.CompareTo(x.Boost);
        }

        return x.NameStart != y.NameStart ? x.NameStart.CompareTo(y.NameStart) : RankKey.CompareNames(new Record(RecordOf(x)), new Record(RecordOf(y)));
    }

    /// <summary>Decides most comparisons without a look at the record.</summary>
    private static ulong FirstBytes(ReadOnlySpan<byte> name)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        name[..Math.Min(name.Length, first.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }

    internal readonly record struct Entry(int Section, int Boost, ulong NameStart, int Book, int Start, int Length);
}
