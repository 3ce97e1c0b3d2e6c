using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>Goes through parts of a set in ascending order.</summary>
internal ref struct SetCursor
{
    private readonly SetKind kind;
    private readonly PackedList list;
    private readonly ReadOnlySpan<ulong> words;
    private readonly ReadOnlySpan<ulong> otherWords;
    private readonly ReadOnlySpan<int> allDocuments;
    private PackedCursor packed;
    private ReadOnlySpan<int> documents;
    private int next;
    private int to;

    public SetCursor(SetKind kind, PackedList list, ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> otherWords, ReadOnlySpan<int> documents, int from, int to)
    {
        this.kind = kind;
        this.list = list;
        this.words = words;
        this.otherWords = otherWords;
        allDocuments = documents;
        MoveTo(from, to);
    }

    public static SetCursor OfBits(ReadOnlySpan<ulong> bits, int from, int to) => new(SetKind.Made, default, bits, default, default, from, to);

    /// <summary>A bitmap that the documents of a bitmap must be in as well; other sets do not look at it.</summary>
    public ReadOnlySpan<ulong> Within { get; set; }

    /// <summary>Goes on with another part.</summary>
    public void MoveTo(int from, int to)
    {
        (next, this.to) = (from, to);
        documents = allDocuments.IsEmpty ? allDocuments : allDocuments[Below(allDocuments, from)..Below(allDocuments, to)];
        if (kind == SetKind.Packed)
        {
            packed = list.From(from);
        }
    }

    /// <summary>Takes all of the next documents, and says how many. There must be <see cref="OpenSet.Slack"/> more room than that.</summary>
    public int FillAll(scoped Span<int> into)
    {
        var count = 0;
        for (int filled; (filled = Fill(into[count..])) > 0;)
        {
            count += filled;
        }

        return count;
    }

    /// <summary>Takes the next documents, and says how many; none at the end.</summary>
    public int Fill(scoped Span<int> into) => documents.IsEmpty ? FillBelow(to, into) : kind == SetKind.Array ? FillFromArray(into) : FillMerged(into);

    /// <summary>Sets a bit for each of the next documents below an end, the first of the bits being for a document that is not behind the next.</summary>
    public void SetBits(scoped Span<ulong> window, int start, int end)
    {
        if (kind == SetKind.Packed)
        {
            packed.SetBits(window, start, Math.Min(end, to));
        }
        else if (!words.IsEmpty)
        {
            SetBitsOfWords(window, start >> 6);
        }

        while (!documents.IsEmpty && documents[0] < end)
        {
            window[(documents[0] - start) >> 6] |= 1UL << documents[0];
            documents = documents[1..];
        }
    }

    private readonly void SetBitsOfWords(scoped Span<ulong> window, int first)
    {
        window = window[..Math.Min(window.Length, words.Length - first)];
        Bitmap.Or(window, words.Slice(first, window.Length), window);
        if (!otherWords.IsEmpty)
        {
            Bitmap.Or(window, otherWords.Slice(first, window.Length), window);
        }
    }

    private int FillBelow(int end, scoped Span<int> into) => kind switch
    {
        SetKind.Array => 0,
        SetKind.Packed => packed.Fill(into, end),
        SetKind.All => FillWithAll(end, into),
        _ => FillFromWords(end, into),
    };

    private int FillFromArray(scoped Span<int> into)
    {
        var count = Math.Min(into.Length, documents.Length);
        documents[..count].CopyTo(into);
        documents = documents[count..];
        return count;
    }

    /// <summary>Half of the room is for either, and no more is taken of the one than up to where the other half ends.</summary>
    private int FillMerged(scoped Span<int> into)
    {
        var room = into.Length / 2;
        var end = documents.Length <= room ? to : documents[room];
        var filled = FillBelow(end, into[..^room]);
        var isLast = filled < into.Length - room;
        var beside = isLast ? Math.Min(room, documents.Length) : Below(documents[..Math.Min(room, documents.Length)], into[filled - 1]);
        for (var (one, other, at) = (filled - 1, beside - 1, filled + beside - 1); other >= 0; at--)
        {
            into[at] = one >= 0 && into[one] > documents[other] ? into[one--] : documents[other--];
        }

        documents = documents[beside..];
        return filled + beside;
    }

    /// <summary>How many of some documents are below one.</summary>
    private static int Below(ReadOnlySpan<int> documents, int document) => documents.BinarySearch(document) is var at && at < 0 ? ~at : at;

    private int FillWithAll(int end, scoped Span<int> into)
    {
        var count = Math.Max(0, Math.Min(into.Length, end - next));
        for (var i = 0; i < count; i++)
        {
            into[i] = next++;
        }

        return count;
    }

    private int FillFromWords(int end, scoped Span<int> into)
    {
        var filled = 0;
        while (next < end)
        {
            var word = next >> 6;
            var bits = otherWords.IsEmpty ? words[word] : words[word] | otherWords[word];
            bits &= Within.IsEmpty ? ~0UL : Within[word];
            for (bits &= Bitmap.FirstMask(next); bits != 0; bits &= bits - 1)
            {
                var document = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (document >= end || filled == into.Length)
                {
                    next = document;
                    return filled;
                }

                into[filled++] = document;
            }

            next = (word + 1) << 6;
        }

        return filled;
    }
}
