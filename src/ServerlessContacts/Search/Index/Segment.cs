using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>Where the documents of a section begin; they end where the next section's begin.</summary>
internal readonly record struct SectionStart(int Section, int Start);

/// <summary>
/// Documents that never change, in one block of memory that is also the file. They are numbered by section, then by boost, name and key, so
/// that the first of a list are the best.
/// </summary>
public sealed class Segment
{
    private readonly byte[] file;
    private readonly Column<SectionStart> sections;
    private readonly Column<int> books;
    private readonly Column<ushort> bookOfDocument;
    private readonly Column<int> boosts;
    private readonly Column<int> starts;
    private readonly Column<byte> records;
    private readonly Column<int> slots;
    private readonly Column<int> nameStarts;
    private readonly Column<uint> names;
    private readonly Column<GramNode> grams;
    private readonly Column<byte> lists;

    private Segment(byte[] file)
    {
        this.file = file;
        Count = FileLayout.Documents(file);
        sections = FileLayout.Column<SectionStart>(file, ColumnId.Sections);
        books = FileLayout.Column<int>(file, ColumnId.Books);
        bookOfDocument = FileLayout.Column<ushort>(file, ColumnId.BookOfDocument);
        boosts = FileLayout.Column<int>(file, ColumnId.Boosts);
        starts = FileLayout.Column<int>(file, ColumnId.RecordStarts);
        records = FileLayout.Column<byte>(file, ColumnId.Records);
        slots = FileLayout.Column<int>(file, ColumnId.KeySlots);
        nameStarts = FileLayout.Column<int>(file, ColumnId.NameStarts);
        names = FileLayout.Column<uint>(file, ColumnId.Names);
        grams = FileLayout.Column<GramNode>(file, ColumnId.Grams);
        lists = FileLayout.Column<byte>(file, ColumnId.Lists);
    }

    public int Count { get; }

    internal Differences Differences { get; } = new();

    /// <summary>What a file of it holds, byte by byte.</summary>
    public ReadOnlyMemory<byte> File => file;

    internal ReadOnlySpan<SectionStart> Sections => sections.Span;

    internal ReadOnlySpan<int> Books => books.Span;

    /// <summary>The places in <see cref="Books"/>, by document.</summary>
    internal ReadOnlySpan<ushort> BookOfDocument => bookOfDocument.Span;

    internal GramLookup Grams => new(new GramTrie(grams.Span), Count);

    internal NameTable Names => new(nameStarts.Span, names.Span, Count);

    internal string KeyOf(int document) => Encoding.UTF8.GetString(RecordOf(document).Key);

    internal int SectionOf(int document)
    {
        var section = Sections.Length - 1;
        while (Sections[section].Start > document)
        {
            section--;
        }

        return Sections[section].Section;
    }

    internal int BookOf(int document) => books.Span[bookOfDocument.Span[document]];

    internal int BoostOf(int document) => boosts.Span[document];

    internal ReadOnlySpan<byte> BytesOf(int document) => records.Span[starts.Span[document]..starts.Span[document + 1]];

    internal Record RecordOf(int document) => new(BytesOf(document));

    internal OpenSet Open(scoped in DocumentSet set) => new(set, lists.Span, Count);

    internal int SectionEnd(int section) => section + 1 < Sections.Length ? Sections[section + 1].Start : Count;

    internal RankKey RankOf(int document)
    {
        var record = RecordOf(document);
        return new RankKey(BoostOf(document), record.SortKey, record.Key);
    }

    /// <summary>The document with a key, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> key)
    {
        var table = slots.Span;
        for (var slot = KeySlots.SlotOf(key, table.Length); table[slot] != 0; slot = (slot + 1) & (table.Length - 1))
        {
            if (RecordOf(table[slot] - 1).Key.SequenceEqual(key))
            {
                return table[slot] - 1;
            }
        }

        return -1;
    }

    internal int Find(string key)
    {
        Span<byte> bytes = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(key, bytes, out var length) ? Find(bytes[..length]) : Find(Encoding.UTF8.GetBytes(key));
    }

    internal static Segment Open(byte[] file) => new(file);
}
