using System.Runtime.CompilerServices;
using System.Text;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>
/// The texts of a file in pieces within which a person is looked for: a line, a JSON document's texts, or a whole card, unfolded and decoded. The encoding is what the bytes can be; where they
/// can be several, each is tried, as a wrong one only shows nothing.
/// </summary>
internal static class FileTexts
{
    private const int Sample = 64 * 1024;

    /// <summary>A card with a large picture; what is longer is looked at in pieces.</summary>
    private const int MostCharacters = 8 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Of East Asian and one-byte encodings those that imports know.</summary>
    private static readonly int[] CodePages = [932, 51932, 1252, 1250, 1251, 1253, 1254, 1257];

    static FileTexts() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Whether any piece of the file is as wanted; the stream has to be one that can be read from its beginning again.</summary>
    public static async Task<bool> AnyAsync(Stream file, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        foreach (var encoding in await CandidatesAsync(file, cancellationToken))
        {
            try
            {
                if (await PiecesAsync(file, encoding, cancellationToken).AnyAsync(isWanted, cancellationToken))
                {
                    return true;
                }

                if (encoding.Equals(Strict))
                {
                    return false;
                }
            }
            catch (DecoderFallbackException)
            {
                // It is not UTF-8.
            }
        }

        return false;
    }

    private static async Task<IReadOnlyList<Encoding>> CandidatesAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = new byte[Sample];
        var length = await file.ReadAtLeastAsync(head, Sample, throwOnEndOfStream: false, cancellationToken);
        return head.AsSpan(0, length).Contains((byte)0)
            ? [Encoding.Unicode, Encoding.BigEndianUnicode]
            : [Strict, .. CodePages.Select(page => CodePagesEncodingProvider.Instance.GetEncoding(page)!)];
    }

    private static async IAsyncEnumerable<string> PiecesAsync(Stream file, Encoding encoding, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        StringBuilder? card = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            card = line.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase) ? new StringBuilder() : card;
            if (card is null)
            {
                yield return line.StartsWith('{') ? JsonTexts.Of(Encoding.UTF8.GetBytes(line)) : line;
            }
            else if (card.Append(line).Append('\n').Length > MostCharacters || line.StartsWith("END:VCARD", StringComparison.OrdinalIgnoreCase))
            {
                yield return CardText.Of(card.ToString());
                card = null;
            }
        }

        if (card is not null)
        {
            yield return CardText.Of(card.ToString());
        }
    }
}

/// <summary>A card's text with what producers do to it undone: folding, quoted-printable, base64 of short values left aside.</summary>
internal static class CardText
{
    public static string Of(string card)
    {
        var unfolded = card.Replace("=\n", "", StringComparison.Ordinal).Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);
        return $"{unfolded}\n{Decoded(unfolded)}".Replace(';', ' ').Replace("\\,", ",", StringComparison.Ordinal);
    }

    /// <summary>Quoted-printable: whatever charset the bytes are of, UTF-8 and Shift_JIS are tried.</summary>
    private static string Decoded(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return "";
        }

        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, at, 1));
            }
        }

        byte[] all = [.. bytes];
        return $"{Encoding.UTF8.GetString(all)}\n{CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(all)}";
    }
}
