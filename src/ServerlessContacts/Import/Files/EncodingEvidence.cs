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

    /// <summary>So many broken characters, and not ten times as many good ones: what comes after them is not looked at as UTF-8.</summary>
    private const int HopelesslyBroken = 100_000;

    private const double AlmostSure = 0.9;

    private readonly LegacyEvidence legacy = new();
    private readonly Utf8Doubt doubt = new();
    private readonly byte[] cut = new byte[4];
    private int cutLength;
    private long good;
    private long broken;

    public bool IsUtf8 => broken == 0 || good >= GoodPerBroken * broken;

    /// <summary>Whether nothing is beyond ASCII.</summary>
    public bool IsAscii => good == 0 && broken == 0;

    /// <summary>The encodings that the bytes can be in, the likeliest first.</summary>
    public IReadOnlyList<EncodingGuess> Guess() => !IsUtf8 ? legacy.Guess()
        : broken > 0 ? [new EncodingGuess(TextEncodings.Utf8, AlmostSure)]
        : (MayBeChance ? doubt.Guess() : null) ?? [new EncodingGuess(TextEncodings.Utf8, 1)];

    private bool MayBeChance => broken == 0 && good <= Utf8Doubt.MostByChance;

    public void Add(ReadOnlySpan<byte> block)
    {
        if (MayBeChance)
        {
            doubt.Add(block);
        }

        if (broken > 0)
        {
            legacy.Add(block);
            if (!IsUtf8 && (legacy.IsFull || broken >= HopelesslyBroken))
            {
                // More of the file would say nothing else of UTF-8.
                return;
            }
        }

        while (cutLength > 0 && block.Length > 0)
        {
            block = CompleteCut(block);
        }

        var all = block;
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

            Count(status, all, all.Length - block.Length);
            block = block[length..];
        }
    }

    /// <summary>The end of the file: what was cut there stays cut.</summary>
    public void End()
    {
        if (cutLength > 0)
        {
            Count(OperationStatus.InvalidData, cut.AsSpan(0, cutLength), 0);
        }

        cutLength = 0;
        legacy.End();
        doubt.End();
    }

    /// <summary>
    /// Passes over all of the block but a character that its end cuts, where it is UTF-8 throughout, as most are. Looked at as a whole
    /// once; what is broken is found character by character.
    /// </summary>
    private void SkipValid(ref ReadOnlySpan<byte> block)
    {
        var whole = block[..^CutAtEnd(block)];
        if (Utf8.IsValid(whole))
        {
            good += CountCharacters(whole);
            block = block[whole.Length..];
        }
    }

    /// <summary>The characters beyond ASCII of valid UTF-8: their first bytes.</summary>
    private static long CountCharacters(ReadOnlySpan<byte> valid)
    {
        var count = 0L;
        for (var high = valid.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); high >= 0; high = valid.IndexOfAnyExceptInRange((byte)0, (byte)0x7F))
        {
            for (valid = valid[high..]; valid.Length > 0 && valid[0] >= 0x80; valid = valid[1..])
            {
                count += valid[0] >= 0xC0 ? 1 : 0;
            }
        }

        return count;
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
        Count(status, status == OperationStatus.Done ? [] : [.. cut.AsSpan(0, cutLength - 1), .. block], 0);
        cutLength = 0;
        return block[usedOfBlock..];
    }

    /// <param name="at">
    /// The place of the character in the block: what other encodings are judged by begins with the first byte that UTF-8 has no place for,
    /// and the letters before it.
    /// </param>
    private void Count(OperationStatus status, ReadOnlySpan<byte> block, int at)
    {
        if (status == OperationStatus.Done)
        {
            good++;
        }
        else if (broken++ == 0)
        {
            legacy.Add(block[(block[..at].LastIndexOfAnyExceptInRange((byte)'A', (byte)'z') + 1)..]);
        }
    }
}
