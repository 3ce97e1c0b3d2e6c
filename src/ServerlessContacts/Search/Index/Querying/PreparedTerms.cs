using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>The texts of a query in the bytes that documents are kept in.</summary>
internal sealed class PreparedTerms
{
    private readonly List<(int Start, int Length)> writings = [];
    private readonly List<int> firstWritings = [];
    private readonly List<(int Start, int Length)> wholeNames = [];
    private byte[] bytes = new byte[256];
    private ulong[] sketched = [];
    private int used;

    private int wordCount;

    public void Prepare(IndexQuery query)
    {
        used = 0;
        writings.Clear();
        firstWritings.Clear();
        wholeNames.Clear();
        wordCount = query.Words.Count;
        Append(query.Words);
        Append(query.Conditions);
        firstWritings.Add(writings.Count);
        for (var i = 0; i < query.WholeNames.Count; i++)
        {
            wholeNames.Add(AppendWithoutBlanks(query.WholeNames[i]));
        }
    }

    public bool IsIn(ReadOnlySpan<byte> lines, int word, int writing) => lines.IndexOf(Writing(firstWritings[word] + writing)) >= 0;

    public bool BeginsAWordOf(ReadOnlySpan<byte> names, int word, int writing) => BeginsAWord(names, Writing(firstWritings[word] + writing));

    /// <summary>Whether the lines of a document hold every word and fulfil every condition.</summary>
    public bool AreIn(ReadOnlySpan<byte> lines)
    {
        for (var word = 0; word < firstWritings.Count - 1; word++)
        {
            var isIn = false;
            for (var i = firstWritings[word]; i < firstWritings[word + 1] && !isIn; i++)
            {
                isIn = lines.IndexOf(Writing(i)) >= 0;
            }

            if (!isIn)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A bit for each document of a sketch that may hold every word; the others do not.</summary>
    public ReadOnlySpan<ulong> MayBeIn(TextSketch sketch)
    {
        if (sketched.Length < 3 * sketch.Words)
        {
            sketched = new ulong[3 * sketch.Words];
        }

        var all = sketched.AsSpan(0, sketch.Words);
        var any = sketched.AsSpan(sketch.Words, sketch.Words);
        var room = sketched.AsSpan(2 * sketch.Words, sketch.Words);
        all.Fill(~0UL);
        for (var word = 0; word < wordCount; word++)
        {
            any.Clear();
            for (var i = firstWritings[word]; i < firstWritings[word + 1]; i++)
            {
                sketch.AddHolders(Writing(i), any, room);
            }

            Bitmap.And(all, any, all);
        }

        return all;
    }

    /// <summary>Whether every word begins a word of the names.</summary>
    public bool BeginWordsOf(ReadOnlySpan<byte> names)
    {
        for (var word = 0; word < wordCount; word++)
        {
            var begins = false;
            for (var i = firstWritings[word]; i < firstWritings[word + 1] && !begins; i++)
            {
                begins = BeginsAWord(names, Writing(i));
            }

            if (!begins)
            {
                return false;
            }
        }

        return true;
    }

    public HitClass ClassOf(ReadOnlySpan<byte> names)
    {
        if (wordCount == 0)
        {
            return HitClass.Elsewhere;
        }

        return IsWholeName(names) ? HitClass.WholeName : BeginWordsOf(names) ? HitClass.NamePrefix : HitClass.Elsewhere;
    }

    /// <summary>One of the names that the query may be, without blanks.</summary>
    public ReadOnlySpan<byte> WholeName(int at) => bytes.AsSpan(wholeNames[at].Start, wholeNames[at].Length);

    /// <summary>Whether one of the names, blanks aside, is the query.</summary>
    public bool IsWholeName(ReadOnlySpan<byte> names)
    {
        for (int end; !names.IsEmpty; names = names[(end + 1)..])
        {
            end = names.IndexOf(Record.LineEnd);
            foreach (var (start, length) in wholeNames)
            {
                if (end >= length && AreSame(names[..end], bytes.AsSpan(start, length)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Writing(int at) => bytes.AsSpan(writings[at].Start, writings[at].Length);

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

    private void Append(IReadOnlyList<IReadOnlyList<string>> words)
    {
        for (var word = 0; word < words.Count; word++)
        {
            firstWritings.Add(writings.Count);
            for (var i = 0; i < words[word].Count; i++)
            {
                writings.Add(Append(words[word][i]));
            }
        }
    }

    private (int Start, int Length) AppendWithoutBlanks(string text)
    {
        var (start, length) = Append(text);
        used = start;
        foreach (var b in bytes.AsSpan(start, length))
        {
            if (b != ' ')
            {
                bytes[used++] = b;
            }
        }

        return (start, used - start);
    }

    private (int Start, int Length) Append(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (bytes.Length - used < most)
        {
            Array.Resize(ref bytes, (2 * bytes.Length) + most);
        }

        var start = used;
        used += Encoding.UTF8.GetBytes(text, bytes.AsSpan(used));
        return (start, used - start);
    }
}
