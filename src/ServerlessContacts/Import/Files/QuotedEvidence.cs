using System.Text.Unicode;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// What encoding the bytes are in that a file of cards writes as quoted-printable without saying it. Values that are UTF-8 are read as
/// that; the others tell the encoding.
/// </summary>
internal sealed class QuotedEvidence
{
    /// <summary>Longer lines are pictures.</summary>
    private const int MostLine = 16 * 1024;

    /// <summary>Longer values tell by their beginning.</summary>
    private const int MostValue = 64 * 1024;

    private static readonly byte[] Break = "\n"u8.ToArray();

    private readonly EncodingEvidence others = new();
    private readonly MemoryStream line = new();
    private readonly MemoryStream value = new();
    private bool isQuoted;
    private bool hasOthers;

    public void Add(ReadOnlySpan<byte> block)
    {
        for (var end = block.IndexOfAny((byte)'\n', (byte)'\r'); end >= 0; end = block.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            Keep(block[..end]);
            EndLine();
            block = block[(end + 1)..];
        }

        Keep(block);
    }

    public void End()
    {
        EndLine();
        EndValue();
        others.End();
    }

    /// <summary>The likeliest first; null where nothing is quoted that says no encoding and is not UTF-8.</summary>
    public IReadOnlyList<EncodingGuess>? Guess() => hasOthers ? others.Guess() : null;

    private void Keep(ReadOnlySpan<byte> part) => line.Write(part[..Math.Min(part.Length, MostLine - (int)line.Length)]);

    private void EndLine()
    {
        var text = line.GetBuffer().AsSpan(0, (int)line.Length);
        if (text.Length > 0)
        {
            Read(text);
        }

        line.SetLength(0);
    }

    private void Read(ReadOnlySpan<byte> text)
    {
        if (!isQuoted)
        {
            var colon = text.IndexOf((byte)':');
            isQuoted = colon > 0 && Unfolding.IsQuotedPrintable(text[..colon]) && !Unfolding.HasCharset(text[..colon]);
            text = text[(colon + 1)..];
        }

        if (isQuoted)
        {
            var rest = text.TrimEnd(" \t"u8);
            var goesOn = rest is [.., (byte)'='];
            Keep(value, QuotedPrintable.Decode(goesOn ? rest[..^1] : text));
            EndValue(goesOn);
        }
    }

    private static void Keep(MemoryStream value, byte[] decoded) =>
        value.Write(decoded.AsSpan(0, Math.Min(decoded.Length, MostValue - (int)value.Length)));

    private void EndValue(bool goesOn = false)
    {
        if (goesOn)
        {
            return;
        }

        var bytes = value.GetBuffer().AsSpan(0, (int)value.Length);
        if (!Utf8.IsValid(bytes))
        {
            hasOthers = true;
            others.Add([.. bytes, .. Break]);
        }

        value.SetLength(0);
        isQuoted = false;
    }
}
