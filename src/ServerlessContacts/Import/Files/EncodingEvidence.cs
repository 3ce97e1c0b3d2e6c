using System.Text.Unicode;
using System.Buffers;
using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>An encoding that a file may be in, and how likely that is; the likelihoods of all of a file's make 1.</summary>
internal readonly record struct EncodingGuess(string Name, double Confidence);

/// <summary>What the bytes of a file can be. Fed block by block with the whole of it, so that one odd byte near the end still counts.</summary>
internal sealed class EncodingEvidence
{
    /// <summary>So many good characters excuse one broken byte: then the file is UTF-8 and its row is broken.</summary>
    private const int GoodPerBroken = 10;

    private const double AlmostSure = 0.9;

    private readonly JapaneseEvidence shiftJis = JapaneseEvidence.ShiftJis();
    private readonly JapaneseEvidence eucJp = JapaneseEvidence.EucJp();
    private readonly CodePageEvidence codePages = new();
    private readonly byte[] cut = new byte[4];
    private int cutLength;
    private long good;
    private long broken;

    public bool IsUtf8 => broken == 0 || good >= GoodPerBroken * broken;

    /// <summary>The encodings that the bytes can be in, the likeliest first.</summary>
    public IReadOnlyList<EncodingGuess> Guess()
    {
        if (IsUtf8)
        {
            return [new EncodingGuess(TextEncodings.Utf8, broken == 0 ? 1 : AlmostSure)];
        }

        var japanese = new[] { (TextEncodings.ShiftJis, shiftJis.Likelihood), (TextEncodings.EucJp, eucJp.Likelihood) };
        var left = 1 - Math.Min(1, japanese.Sum(one => one.Likelihood));
        return
        [
            .. japanese.Select(one => new EncodingGuess(one.Item1, one.Likelihood))
                .Concat(codePages.Guess().Select(guess => guess with { Confidence = guess.Confidence * left }))
                .Where(guess => guess.Confidence > 0)
                .OrderByDescending(guess => guess.Confidence),
        ];
    }

    public void Add(ReadOnlySpan<byte> block)
    {
        if (broken > 0)
        {
            AddLegacy(block);
        }

        while (cutLength > 0 && block.Length > 0)
        {
            block = CompleteCut(block);
        }

        SkipValid(ref block);
        while (SkipAscii(ref block))
        {
            var status = Rune.DecodeFromUtf8(block, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                block.CopyTo(cut);
                cutLength = block.Length;
                return;
            }

            Count(status, block);
            block = block[length..];
        }
    }

    /// <summary>The end of the file: what was cut there stays cut.</summary>
    public void End()
    {
        if (cutLength > 0)
        {
            Count(OperationStatus.InvalidData, cut.AsSpan(0, cutLength));
        }

        cutLength = 0;
        shiftJis.End();
        eucJp.End();
    }

    /// <summary>
    /// Passes over all of the block but a character that its end cuts, where it is UTF-8 throughout, as most are. Looked at as a whole once; what is broken is found character by character.
    /// </summary>
    private void SkipValid(ref ReadOnlySpan<byte> block)
    {
        var whole = block[..^CutAtEnd(block)];
        if (broken == 0 && Utf8.IsValid(whole))
        {
            // At least so many characters; exact where it matters, which is after something was broken.
            good += Ascii.IsValid(whole) ? 0 : (whole.Length + 3) / 4;
            block = block[whole.Length..];
        }
    }

    /// <summary>Passes over ASCII; false where nothing is left.</summary>
    private static bool SkipAscii(ref ReadOnlySpan<byte> block)
    {
        var high = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        block = high < 0 ? [] : block[high..];
        return block.Length > 0;
    }

    /// <summary>How many bytes at the end begin a character that goes on in the next block.</summary>
    private static int CutAtEnd(ReadOnlySpan<byte> block)
    {
        for (var length = 1; length < 4 && length <= block.Length; length++)
        {
            var value = block[^length];
            if (value is < 0x80 or >= 0xC0)
            {
                var wanted = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
                return wanted > length ? length : 0;
            }
        }

        return 0;
    }

    /// <summary>A character may be cut between two blocks; it is put together byte by byte.</summary>
    private ReadOnlySpan<byte> CompleteCut(ReadOnlySpan<byte> block)
    {
        cut[cutLength++] = block[0];
        var status = Rune.DecodeFromUtf8(cut.AsSpan(0, cutLength), out _, out var length);
        if (status == OperationStatus.NeedMoreData)
        {
            return block[1..];
        }

        var usedOfBlock = Math.Max(0, length - (cutLength - 1));
        Count(status, status == OperationStatus.Done ? [] : [.. cut.AsSpan(0, cutLength - 1), .. block]);
        cutLength = 0;
        return block[usedOfBlock..];
    }

    /// <param name="rest">The block from the character on: what other encodings are judged by begins with the first byte that UTF-8 has no place for.</param>
    private void Count(OperationStatus status, ReadOnlySpan<byte> rest)
    {
        if (status == OperationStatus.Done)
        {
            good++;
        }
        else if (broken++ == 0)
        {
            AddLegacy(rest);
        }
    }

    private void AddLegacy(ReadOnlySpan<byte> block)
    {
        shiftJis.Add(block);
        eucJp.Add(block);
        codePages.Add(block);
    }
}
