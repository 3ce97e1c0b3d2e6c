namespace ServerlessContacts.Search;

/// <summary>Writes the lines of fields, with places if the buffers remember any: of the second field as if it followed the first one.</summary>
/// <param name="lines">Where to write.</param>
/// <param name="scratch">Room for what is read before it is written.</param>
internal sealed class LineWriter(LineBuffer lines, LineBuffer scratch)
{
    /// <summary>One kana alone in a longer text (山ノ内) is no word that anybody would look for in romaji.</summary>
    private const int ShortestRun = 2;

    public void Write(in SourceLine line)
    {
        if (line.First.IsEmpty)
        {
            return;
        }

        switch (line.Form)
        {
            case LineForm.Written:
                WriteFields(line);
                lines.EndLine();
                break;
            case LineForm.Joined:
                WriteFields(line);
                lines.RemoveBlanks(lines.LineStart);
                lines.EndLine();
                break;
            case LineForm.Parts:
                WriteParts(line);
                break;
            case LineForm.KanaRomaji:
                WriteKanaRomaji(line);
                break;
            case LineForm.JoinedRomaji:
                WriteJoinedRomaji(line);
                break;
            case LineForm.LatinRomaji:
                WriteLatinRomaji(line);
                break;
        }
    }

    private void WriteFields(in SourceLine line)
    {
        TextFold.Append(lines, line.First.Text, FoldForm.Written);
        if (!line.Second.IsEmpty)
        {
            lines.Source = new TextSpan(line.First.Text.Length, 0);
            lines.Append(' ');
            TextFold.Append(lines, line.Second.Text, FoldForm.Written, line.First.Text.Length);
        }
    }

    private void WriteParts(in SourceLine line)
    {
        Read(line, FoldForm.Written);
        foreach (var part in scratch.Written.Split(' '))
        {
            Copy(part);
            lines.EndLine();
        }
    }

    private void WriteKanaRomaji(in SourceLine line)
    {
        Read(line, FoldForm.Spoken);
        for (int start = 0, end; start < scratch.Length; start = end)
        {
            end = start + 1;
            if (!IsSpoken(scratch.Written[start]))
            {
                continue;
            }

            while (end < scratch.Length && IsSpoken(scratch.Written[end]))
            {
                end++;
            }

            if (end - start >= ShortestRun || end - start == scratch.Length)
            {
                KanaRomaji.Write(scratch, start, end, new RomajiWriter(lines));
                lines.EndLine();
            }
        }
    }

    private void WriteJoinedRomaji(in SourceLine line)
    {
        Read(line, FoldForm.Spoken);
        scratch.RemoveBlanks(0);
        foreach (var c in scratch.Written)
        {
            if (!IsSpoken(c))
            {
                return;
            }
        }

        KanaRomaji.Write(scratch, 0, scratch.Length, new RomajiWriter(lines));
        lines.EndLine();
    }

    /// <summary>Two blanks between words, so that a word begins before the blank that is looked for with it; a dash for what is no romaji.</summary>
    private void WriteLatinRomaji(in SourceLine line)
    {
        Read(line, FoldForm.Written);
        var found = false;
        foreach (var word in scratch.Written.Split(' '))
        {
            if (word.Start.Value < word.End.Value)
            {
                found |= AppendLatinRomaji(word.Start.Value, word.End.Value);
            }
        }

        if (!found)
        {
            lines.CutTo(lines.LineStart);
        }

        lines.EndLine();
    }

    private bool AppendLatinRomaji(int start, int end)
    {
        lines.Source = scratch.SourceOf(start, start + 1);
        lines.Append(lines.Line.IsEmpty ? " " : "  ");
        if (end - start >= ShortestRun && LatinRomaji.TryAppend(scratch, start, end, lines))
        {
            return true;
        }

        lines.Append('-');
        return false;
    }

    private void Read(in SourceLine line, FoldForm form)
    {
        scratch.Clear();
        TextFold.Append(scratch, line.First.Text, form);
        if (!line.Second.IsEmpty)
        {
            TextFold.Append(scratch, line.Second.Text, form, line.First.Text.Length);
        }
    }

    private void Copy(Range part)
    {
        for (var at = part.Start.Value; at < part.End.Value; at++)
        {
            lines.Source = scratch.SourceOf(at, at + 1);
            lines.Append(scratch.Written[at]);
        }
    }

    private static bool IsSpoken(char c) => Kana.IsFolded(c) || c == Kana.LongMark;
}
