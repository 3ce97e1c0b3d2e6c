using System.Buffers;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>A card while its lines come in: its text as it is, its properties unfolded, and the first thing that is wrong with it.</summary>
internal sealed class CardSource(int line, CardEncodings encodings)
{
    private const string Agent = "AGENT";

    /// <summary>Enough of a line to see whether it ends in the frame of a card.</summary>
    private const int KeptOfLast = 32;

    /// <summary>A picture of the largest size in base64, with its head.</summary>
    private const int MostPicture = (ContactLimits.PhotoBytes / 3 * 4) + (64 * 1024);

    private readonly ArrayBufferWriter<byte> source = new(1024);
    private readonly List<ContentLine> properties = [];
    private readonly OpenProperty open = new();
    private readonly CardFrame frame = new();
    private readonly List<VCardProblem> oddLines = [];
    private readonly byte[] last = new byte[KeptOfLast];
    private int lastLength;
    private int openLine;
    private bool isOdd;
    private bool isLeftOut;
    private VCardProblem? problem;

    public int Line => line;

    /// <summary>Until the card says otherwise it is one whose folds lose their blank.</summary>
    public Fold AtBlank { get; private set; } = Fold.AfterBlank;

    /// <summary>The property that is being put together.</summary>
    public OpenProperty Open => open;

    /// <summary>Whether a card in the card may follow.</summary>
    public bool IsAgentOpen { get; private set; }

    /// <summary>The first problem stays.</summary>
    public void Fail(VCardProblem found) => problem ??= found;

    /// <summary>Takes the line at hand into the card's text.</summary>
    public void Take(ByteLines lines)
    {
        if (lines.IsCut || source.WrittenCount + lines.Current.Length > VCardReader.MostBytes)
        {
            Fail(VCardProblems.TooLarge.At(lines.Number));
        }
        else if (problem?.Code != VCardProblems.TooLarge.Code)
        {
            source.Write(lines.Current.Span);
            source.Write("\r\n"u8);
        }

        lines.Advance();
    }

    public void Begin(ByteLines lines)
    {
        (openLine, isOdd, isLeftOut) = (lines.Number, false, false);
        open.Begin(problem is null ? lines.Current.Span : []);
        Append(lines);
    }

    public void Continue(ByteLines lines, Fold fold)
    {
        if (open.IsBase64 && !lines.IsCut && open.Bytes.Length > MostPicture)
        {
            // The rest of a picture that is too large is not held, so that it costs itself and not the card.
            isLeftOut = true;
            lines.Advance();
            return;
        }

        if (problem is null)
        {
            Add(lines.Current.Span, fold);
        }

        if (fold is Fold.Break or Fold.Wrapped)
        {
            NoteOdd(lines.Number);
        }

        Append(lines);
    }

    public void Close()
    {
        if (problem is null && isLeftOut)
        {
            oddLines.Add(VCardProblems.PhotoTooLarge.At(openLine, "PHOTO"));
        }
        else if (problem is null)
        {
            Add(ContentLine.Parse(openLine, open.ToArray(), encodings.File));
        }
    }

    /// <summary>Takes a line of a card in the card: what lies there becomes one text, as it would be in 3.0.</summary>
    public void AddToAgent(ByteLines lines)
    {
        if (problem is null)
        {
            open.Add(IsAgentOpen ? [] : "\\n"u8);
            open.Add(lines.Current.Span);
        }

        IsAgentOpen = false;
        Take(lines);
    }

    /// <summary>The end of the card in the card.</summary>
    public void CloseAgent()
    {
        if (problem is null)
        {
            properties.RemoveAt(properties.Count - 1);
            Close();
        }
    }

    /// <summary>Takes the end of the card from its last property, where it is glued to that.</summary>
    public bool TryEnd()
    {
        if (properties.Count == 0 || CardFrame.WithoutEnd(properties[^1], last.AsSpan(0, lastLength)) is not { } whole)
        {
            return false;
        }

        properties[^1] = whole;
        return true;
    }

    public VCard Card()
    {
        var text = source.WrittenSpan.ToArray();
        if (problem is not null)
        {
            return new VCard(line, text) { Problem = problem };
        }

        var draft = CardReading.Read(properties, encodings);
        draft.Warnings.InsertRange(0, oddLines);
        return draft.Problem is { } found ? new VCard(line, text) { Problem = found } : new VCard(line, text, draft);
    }

    private void Add(ReadOnlySpan<byte> line, Fold fold)
    {
        if (fold == Fold.SoftBreak)
        {
            open.AddAfterSoftBreak(line);
            return;
        }

        if (fold == Fold.Break)
        {
            open.Add("\\n"u8);
        }

        open.Add(line[(fold == Fold.AfterBlank ? 1 : 0)..]);
    }

    /// <summary>Takes a line of the property into the card's text, and remembers how it ends.</summary>
    private void Append(ByteLines lines)
    {
        lastLength = Math.Min(lines.Current.Length, KeptOfLast);
        lines.Current.Span[^lastLength..].CopyTo(last);
        Take(lines);
    }

    /// <summary>The first of the lines that go on one property tells of all.</summary>
    private void NoteOdd(int at)
    {
        if (!isOdd)
        {
            oddLines.Add(VCardProblems.InvalidLine.At(at));
        }

        isOdd = true;
    }

    private void Add(ContentLine? property)
    {
        if (property is null && !open.Bytes.Contains((byte)0))
        {
            NoteOdd(openLine);
            property = new ContentLine(openLine, null, OwnNames.Line, new VCardParameters(), open.ToArray());
        }

        if (property is null)
        {
            Fail(VCardProblems.NulCharacter.At(openLine));
            return;
        }

        if (property.Value.Span.Contains((byte)0))
        {
            Fail(VCardProblems.NulCharacter.At(openLine, property.Name));
        }
        else if (properties.Count == VCardReader.MostProperties)
        {
            Fail(VCardProblems.TooLarge.At(openLine));
        }

        if (frame.IsBroken(property, last.AsSpan(0, lastLength)))
        {
            Fail(VCardProblems.Merged.At(openLine, property.Name));
        }

        AtBlank = property.IsVersion2 ? Fold.Whole : AtBlank;
        IsAgentOpen = property.Name == Agent && Unfolding.IsBlank(property.Value.Span);
        properties.Add(property);
    }
}
