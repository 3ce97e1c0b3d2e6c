namespace ServerlessContacts.Search;

/// <summary>Which lines of a buffer would say nothing new.</summary>
internal enum LineRule
{
    KeepAll,

    /// <summary>A line that is there already.</summary>
    NotTwice,

    /// <summary>A line that is part of another: whatever is found in it is found in that one.</summary>
    NotWithin,
}

/// <summary>
/// Characters written line by line; those of one contact go into one buffer. With <paramref name="places"/> it remembers for each character the
/// part of the original that it stands for.
/// </summary>
internal sealed class LineBuffer(int capacity, List<TextSpan>? places = null)
{
    public const char Separator = '\n';

    private char[] chars = new char[Math.Max(capacity, 16)];

    public int Length { get; private set; }

    /// <summary>Where the line begins that is being written.</summary>
    public int LineStart { get; private set; }

    public LineRule Rule { get; set; }

    /// <summary>The part of the original that the next characters stand for.</summary>
    public TextSpan Source { get; set; }

    public ReadOnlySpan<char> Written => chars.AsSpan(0, Length);

    public ReadOnlySpan<char> Line => chars.AsSpan(LineStart, Length - LineStart);

    /// <summary>The last character of the line; a line break where it has none yet.</summary>
    public char Last => Length > LineStart ? chars[Length - 1] : Separator;

    public void Append(char c)
    {
        if (Length == chars.Length)
        {
            Array.Resize(ref chars, Length * 2);
        }

        chars[Length++] = c;
        places?.Add(Source);
    }

    public void Append(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            Append(c);
        }
    }

    /// <summary>Writes another character in place of the last one. It then stands for the source too, and what else comes of the source for both: neither half is found without the other.</summary>
    public void ReplaceLast(char c)
    {
        chars[Length - 1] = c;
        Extend();
        Source = SourceOf(Length - 1, Length);
    }

    /// <summary>Lets the last character of the line, if any, stand for the source too.</summary>
    public void Extend()
    {
        if (places is not null && Length > LineStart)
        {
            places[^1] = TextSpan.FromTo(places[^1].Start, Math.Max(places[^1].End, Source.End));
        }
    }

    /// <summary>The part of the original that a part of the text stands for; nothing where places are not remembered.</summary>
    public TextSpan SourceOf(int start, int end) => places is null ? default : TextSpan.FromTo(places[start].Start, places[end - 1].End);

    /// <summary>Ends a line, or takes it back if it is empty or one that the rule leaves out.</summary>
    public void EndLine()
    {
        if (IsNeedless())
        {
            CutTo(LineStart);
            return;
        }

        Append(Separator);
        LineStart = Length;
    }

    /// <summary>Closes the gaps that blanks leave in a part at the end of the line.</summary>
    public void RemoveBlanks(int from)
    {
        var kept = from;
        for (var at = from; at < Length; at++)
        {
            if (chars[at] != ' ')
            {
                Move(at, kept++);
            }
        }

        CutTo(kept);
    }

    /// <summary>Takes back what was written after a place in the line.</summary>
    public void CutTo(int length)
    {
        places?.RemoveRange(length, Length - length);
        Length = length;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        places?.Clear();
        (Length, LineStart) = (0, 0);
    }

    private bool IsNeedless() => Line.IsEmpty || Rule switch
    {
        LineRule.NotTwice => HasLine(),
        LineRule.NotWithin => chars.AsSpan(0, LineStart).IndexOf(Line, StringComparison.Ordinal) >= 0,
        _ => false,
    };

    private bool HasLine()
    {
        foreach (var range in chars.AsSpan(0, LineStart).Split(Separator))
        {
            if (chars.AsSpan(range).SequenceEqual(Line))
            {
                return true;
            }
        }

        return false;
    }

    private void Move(int from, int to)
    {
        chars[to] = chars[from];
        if (places is not null)
        {
            places[to] = places[from];
        }
    }
}
