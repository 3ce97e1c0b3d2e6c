using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>The texts of a query in the bytes that documents are kept in.</summary>
internal sealed class PreparedTerms
{
    private readonly List<(int Word, int Start, int Length)> writings = [];
    private byte[] bytes = new byte[256];
    private int used;
    private int wholeStart;
    private int words;

    public void Prepare(IndexQuery query)
    {
        writings.Clear();
        (used, words) = (0, query.Words.Count);
        for (var word = 0; word < words; word++)
        {
            var alternatives = query.Words[word];
            for (var i = 0; i < alternatives.Count; i++)
            {
                var start = used;
                Append(alternatives[i]);
                writings.Add((word, start, used - start));
            }
        }

        wholeStart = used;
        Append(query.Whole);
        used = wholeStart + WithoutBlanks(bytes.AsSpan(wholeStart, used - wholeStart));
    }

    /// <summary>Whether the lines of a document hold every word.</summary>
    public bool IsIn(ReadOnlySpan<byte> lines)
    {
        var done = -1;
        foreach (var (word, start, length) in writings)
        {
            if (word > done + 1)
            {
                return false;
            }

            if (word == done + 1 && lines.IndexOf(bytes.AsSpan(start, length)) >= 0)
            {
                done = word;
            }
        }

        return done == words - 1;
    }

    public HitClass ClassOf(ReadOnlySpan<byte> names)
    {
        if (words == 0)
        {
            return HitClass.Elsewhere;
        }

        return IsWholeName(names) ? HitClass.WholeName : BeginsWordsOf(names) ? HitClass.NamePrefix : HitClass.Elsewhere;
    }

    /// <summary>Whether every word begins a word of the names.</summary>
    public bool BeginsWordsOf(ReadOnlySpan<byte> names)
    {
        var done = -1;
        foreach (var (word, start, length) in writings)
        {
            if (word > done + 1)
            {
                return false;
            }

            if (word == done + 1 && BeginsAWord(names, bytes.AsSpan(start, length)))
            {
                done = word;
            }
        }

        return done == words - 1;
    }

    /// <summary>Whether one of the names, blanks aside, is the query.</summary>
    public bool IsWholeName(ReadOnlySpan<byte> names)
    {
        var whole = bytes.AsSpan(wholeStart, used - wholeStart);
        for (int end; !names.IsEmpty && !whole.IsEmpty; names = names[(end + 1)..])
        {
            end = names.IndexOf(Record.LineEnd);
            if (end >= whole.Length && AreSame(names[..end], whole))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsAWord(ReadOnlySpan<byte> names, ReadOnlySpan<byte> writing)
    {
        for (var from = 0; names[from..].IndexOf(writing) is var at and >= 0; from += at + 1)
        {
            if (WordStart.IsAt(names, from + at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreSame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> whole)
    {
        var at = 0;
        foreach (var b in name)
        {
            if (b != ' ' && (at == whole.Length || whole[at++] != b))
            {
                return false;
            }
        }

        return at == whole.Length;
    }

    private static int WithoutBlanks(Span<byte> text)
    {
        var length = 0;
        foreach (var b in text)
        {
            if (b != ' ')
            {
                text[length++] = b;
            }
        }

        return length;
    }

    private void Append(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (bytes.Length - used < most)
        {
            Array.Resize(ref bytes, (2 * bytes.Length) + most);
        }

        used += Encoding.UTF8.GetBytes(text, bytes.AsSpan(used));
    }
}
