namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// A property while its lines come in. What its head says is found out once, when its colon has come, so that each line costs what it adds,
/// however many there are.
/// </summary>
internal sealed class OpenProperty
{
    /// <summary>Where a link says that it is a picture.</summary>
    private const int MostLinkHead = 100;

    private readonly MemoryStream bytes = new();
    private int colon;
    private int lastLine;
    private bool isEncoded;
    private bool isLink;

    public ReadOnlySpan<byte> Bytes => bytes.GetBuffer().AsSpan(0, (int)bytes.Length);

    /// <summary>The last of its physical lines.</summary>
    public ReadOnlySpan<byte> LastLine => Bytes[lastLine..];

    public bool HasHead => colon >= 0;

    public bool IsQuotedPrintable { get; private set; }

    /// <summary>A text whose lines are often written without folds.</summary>
    public bool IsText { get; private set; }

    public bool IsBase64 => isEncoded || isLink;

    public void Begin(ReadOnlySpan<byte> line)
    {
        bytes.SetLength(0);
        (colon, isEncoded, isLink, IsQuotedPrintable, IsText) = (-1, false, false, false, false);
        Add(line);
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        lastLine = (int)bytes.Length;
        bytes.Write(line);
        if (colon < 0 && line.IndexOf((byte)':') is var found and >= 0)
        {
            ReadHead(lastLine + found);
        }

        if (HasHead && !isLink && lastLine - colon <= MostLinkHead)
        {
            isLink = Unfolding.IsPicture(Bytes[(colon + 1)..Math.Min((int)bytes.Length, colon + 1 + MostLinkHead)]);
        }
    }

    /// <summary>Adds a line in place of the equals sign that ends the line before.</summary>
    public void AddAfterSoftBreak(ReadOnlySpan<byte> line)
    {
        bytes.SetLength(lastLine + LastLine.TrimEnd(" \t"u8).Length - 1);
        Add(line);
    }

    public byte[] ToArray() => bytes.ToArray();

    private void ReadHead(int end)
    {
        colon = end;
        var head = Bytes[..end];
        isEncoded = Unfolding.IsBase64(head);
        IsQuotedPrintable = Unfolding.IsQuotedPrintable(head);
        IsText = Unfolding.IsText(head);
    }
}
