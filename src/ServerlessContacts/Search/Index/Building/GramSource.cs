using System.Text;

namespace ServerlessContacts.Search.Index;

/// <summary>The occurrences of some grams by their first character, and room to sort them in.</summary>
/// <param name="Depth">How much of the text belongs to the gram: nothing behind a marker.</param>
internal sealed record GramBatch(
    char[] Text, IReadOnlyList<(char Label, int From, int Count)> Groups, Occurrence[] Occurrences, Occurrence[] Spare, int Depth);

/// <summary>The different words of each document, in which its grams are found, and where names begin.</summary>
internal sealed class GramSource
{
    /// <summary>At 32 bytes each, what is sorted at a time; less means more passes over the text.</summary>
    private const int OccurrencesAtATime = 8_000_000;

    /// <summary>Before each word stands, in two characters, at how many of its characters grams begin.</summary>
    private const int StartsLength = 2;

    /// <summary>So that occurrences at the end may read ahead.</summary>
    private const string Padding = "\n\n\n\n\n";

    private readonly CharBuffer words = new();
    private readonly List<Occurrence> nameStarts = [];
    private readonly List<Occurrence> afterBlanks = [];
    private readonly List<int> documentEnds = [];
    private readonly List<(int Start, int Length)> known = [];
    private readonly int[] counts = new int[char.MaxValue + 1];
    private char[] line = [];

    public void Add(in Record record)
    {
        known.Clear();
        AddWords(Decode(record.Names), isName: true);
        AddWords(Decode(record.Text[record.Names.Length..]), isName: false);
        documentEnds.Add(words.Length);
    }

    /// <summary>The first characters of all grams, in order.</summary>
    public List<char> Labels()
    {
        List<char> labels = [.. Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0 || (c == GramText.Blank && afterBlanks.Count > 0)).Select(c => (char)c)];
        labels.AddRange(nameStarts.Count > 0 ? [GramText.NameStart] : []);
        return labels;
    }

    public IEnumerable<GramBatch> Batches()
    {
        words.Append(Padding);
        var (occurrences, spare) = (Array.Empty<Occurrence>(), Array.Empty<Occurrence>());
        foreach (var groups in Grouped())
        {
            var total = groups[^1].From + groups[^1].Count;
            if (occurrences.Length < total)
            {
                (occurrences, spare) = (new Occurrence[total], new Occurrence[total]);
            }

            Gather(groups, occurrences);
            yield return new GramBatch(words.Array, groups, occurrences, spare, 1);
        }

        yield return Marked(GramText.Blank, afterBlanks);
        yield return Marked(GramText.NameStart, nameStarts);
    }

    private GramBatch Marked(char marker, List<Occurrence> occurrences) =>
        new(words.Array, occurrences.Count == 0 ? [] : [(marker, 0, occurrences.Count)], [.. occurrences.Select(occurrence => occurrence.ReadFrom(words.Array, 0))], new Occurrence[occurrences.Count], 0);

    private List<List<(char Label, int From, int Count)>> Grouped()
    {
        var batches = new List<List<(char, int, int)>>();
        var total = OccurrencesAtATime;
        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] == 0)
            {
                continue;
            }

            if (total + (long)counts[c] > OccurrencesAtATime)
            {
                batches.Add([]);
                total = 0;
            }

            batches[^1].Add(((char)c, total, counts[c]));
            total += counts[c];
        }

        return batches;
    }

    private void Gather(List<(char Label, int From, int Count)> groups, Occurrence[] into)
    {
        var next = new int[counts.Length];
        Array.Fill(next, -1);
        foreach (var (label, from, _) in groups)
        {
            next[label] = from;
        }

        var at = 0;
        var text = words.Array;
        for (var document = 0; document < documentEnds.Count; document++)
        {
            while (at < documentEnds[document])
            {
                var (start, end) = (at + StartsLength, at + StartsLength + ((text[at] << 16) | text[at + 1]));
                for (at = start; at < end; at++)
                {
                    ref var place = ref next[text[at]];
                    if (place >= 0)
                    {
                        into[place++] = new Occurrence(document, at, 0).ReadFrom(text, 1);
                    }
                }

                at += text.AsSpan(at).IndexOf(GramText.End) + 1;
            }
        }
    }

    private void AddWords(ReadOnlySpan<char> text, bool isName)
    {
        for (var (start, end) = (0, 0); start < text.Length; start = end + 1)
        {
            for (end = start; !GramText.Breaks(text[end]);)
            {
                end++;
            }

            if (end > start)
            {
                var place = Known(text[start..end]) ?? AddWord(text[start..end], isName);
                if (start > 0 && GramText.IsAfterBlank(text[(start - 1)..end]))
                {
                    afterBlanks.Add(new Occurrence(documentEnds.Count, place, 0));
                }
            }
        }
    }

    private int? Known(ReadOnlySpan<char> word)
    {
        foreach (var (start, length) in known)
        {
            if (length == word.Length && words.Array.AsSpan(start, length).SequenceEqual(word))
            {
                return start;
            }
        }

        return null;
    }

    private int AddWord(ReadOnlySpan<char> word, bool isName)
    {
        var starts = word[..^CommonEnd(word)];
        words.Append([(char)(starts.Length >> 16), (char)starts.Length]);
        var start = words.Length;
        known.Add((start, word.Length));
        words.Append(word);
        words.Append([GramText.End]);
        foreach (var c in starts)
        {
            counts[c]++;
        }

        for (var at = 0; isName && at < word.Length; at++)
        {
            if (WordStart.IsAt(word, at))
            {
                nameStarts.Add(new Occurrence(documentEnds.Count, start + at, 0));
            }
        }

        return start;
    }

    /// <summary>
    /// How many characters the word has in common with the end of the word before: there the same grams begin, as in the national and
    /// the international form of a number.
    /// </summary>
    private int CommonEnd(ReadOnlySpan<char> word)
    {
        var before = known.Count == 0 ? [] : words.Array.AsSpan(known[^1].Start, known[^1].Length);
        var common = 0;
        while (common < word.Length && common < before.Length && word[^(common + 1)] == before[^(common + 1)])
        {
            common++;
        }

        return common;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> text)
    {
        if (line.Length < text.Length)
        {
            line = new char[text.Length * 2];
        }

        return line.AsSpan(0, Encoding.UTF8.GetChars(text, line));
    }
}

/// <summary>Characters that grow at their end.</summary>
internal sealed class CharBuffer
{
    public char[] Array { get; private set; } = new char[1 << 12];

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > Array.Length)
        {
            var grown = Array;
            System.Array.Resize(ref grown, (int)Math.Min(System.Array.MaxLength, Math.Max(Length + text.Length, Array.Length * 2L)));
            Array = grown;
        }

        text.CopyTo(Array.AsSpan(Length));
        Length += text.Length;
    }
}
