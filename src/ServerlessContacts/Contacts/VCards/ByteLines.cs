namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// The physical lines of a file as bytes, with their numbers; CR LF, LF, CR and the CR CR LF of text that was written as text twice end
/// one. Bytes, because a fold may cut a character, and a card may have values in several encodings.
/// </summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>A picture of 4 MiB in base64 on one line, as some never fold.</summary>
    public const int MostBytes = 6 * 1024 * 1024;

    private const int Block = 64 * 1024;

    private const int KeptOfTooLong = 4096;

    private const int LongestBreak = 3;

    private byte[] buffer = new byte[2 * Block];
    private int start;
    private int end;
    private int scanned;
    private int length;
    private int breakLength;
    private bool hasLine;
    private bool isAtEnd;
    private bool isPart;

    /// <summary>The number of the line at hand, from 1; the same for each part of a line that is cut.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>The line at hand without its break; valid until the next look.</summary>
    public ReadOnlyMemory<byte> Current => buffer.AsMemory(start, length);

    /// <summary>Whether the line was too long and only its beginning is kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether there is a line at hand.</summary>
    public async ValueTask<bool> PeekAsync(CancellationToken cancellationToken)
    {
        while (!hasLine && !Find())
        {
            if (isAtEnd)
            {
                (length, breakLength) = (end - start, 0);
                return hasLine = length > 0 && Cut();
            }

            await FillAsync(cancellationToken);
        }

        return true;
    }

    public void Advance()
    {
        start += length + breakLength;
        scanned = isPart ? scanned : start;
        Number += isPart ? 0 : 1;
        (hasLine, IsCut, isPart) = (false, false, false);
    }

    private bool Find()
    {
        var found = buffer.AsSpan(scanned, end - scanned).IndexOfAny((byte)'\n', (byte)'\r');
        scanned = found < 0 ? end : scanned + found;
        if (found < 0 || (buffer[scanned] == '\r' && scanned + LongestBreak > end && !isAtEnd))
        {
            return false;
        }

        breakLength = BreakLength(buffer.AsSpan(scanned, end - scanned));
        length = scanned - start;
        return hasLine = Cut();
    }

    private static int BreakLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\r', (byte)'\r', (byte)'\n', ..] => LongestBreak,
        [(byte)'\r', (byte)'\n', ..] => 2,
        _ => 1,
    };

    /// <summary>
    /// Leaves what is glued to the line for the next look. The end that was found stays found, so no byte is looked for a break twice.
    /// </summary>
    private bool Cut()
    {
        var first = GluedLines.FirstPart(Current.Span);
        isPart = first < length;
        (length, breakLength) = isPart ? (first, 0) : (length, breakLength);
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        // A CR at the end of what is known may be half of a break and is not cut off.
        if (scanned - start > MostBytes && scanned == end)
        {
            IsCut = true;
            end = scanned = start + KeptOfTooLong;
        }

        if (buffer.Length - end < Block)
        {
            var kept = end - start;
            var next = 2 * (kept + Block) > buffer.Length ? new byte[2 * (kept + Block)] : buffer;
            buffer.AsSpan(start, kept).CopyTo(next);
            (buffer, scanned, start, end) = (next, scanned - start, 0, kept);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end, Block), cancellationToken);
        isAtEnd = read == 0;
        end += read;
    }
}
