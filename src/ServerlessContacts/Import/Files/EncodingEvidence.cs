using System.Buffers;
using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>What the bytes of a file can be. Fed block by block with the whole of it, so that one odd byte near the end still counts.</summary>
internal sealed class EncodingEvidence
{
    /// <summary>So many good characters excuse one broken byte: then the file is UTF-8 and its row is broken.</summary>
    private const int GoodPerBroken = 10;

    private readonly ShiftJisEvidence shiftJis = new();
    private readonly byte[] cut = new byte[4];
    private int cutLength;
    private long good;
    private long broken;

    public bool IsUtf8 => broken == 0 || good >= GoodPerBroken * broken;

    /// <summary>The name of the likeliest encoding and how sure that is.</summary>
    public (string Name, double Confidence) Guess()
    {
        if (IsUtf8)
        {
            return (TextEncodings.Utf8, broken == 0 ? 1 : 0.9);
        }

        return shiftJis.IsLikely ? (TextEncodings.ShiftJis, 0.8) : (TextEncodings.Windows1252, 0.6);
    }

    public void Add(ReadOnlySpan<byte> block)
    {
        shiftJis.Add(block);
        while (cutLength > 0 && block.Length > 0)
        {
            block = CompleteCut(block);
        }

        while (SkipAscii(ref block))
        {
            var status = Rune.DecodeFromUtf8(block, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                block.CopyTo(cut);
                cutLength = block.Length;
                return;
            }

            Count(status);
            block = block[length..];
        }
    }

    /// <summary>The end of the file: what was cut there stays cut.</summary>
    public void End()
    {
        broken += cutLength > 0 ? 1 : 0;
        cutLength = 0;
        shiftJis.End();
    }

    private static bool SkipAscii(ref ReadOnlySpan<byte> block)
    {
        var high = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        block = high < 0 ? [] : block[high..];
        return high >= 0;
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

        Count(status);
        var usedOfBlock = Math.Max(0, length - (cutLength - 1));
        cutLength = 0;
        return block[usedOfBlock..];
    }

    private void Count(OperationStatus status)
    {
        if (status == OperationStatus.Done)
        {
            good++;
        }
        else
        {
            broken++;
        }
    }
}

/// <summary>
/// Whether bytes read as CP932: every lead byte has its trail byte, and most pairs begin in the first half of the lead bytes, where kana and
/// the usual kanji are. Western texts have their accented letters in the second half and hardly anything in the first.
/// </summary>
internal sealed class ShiftJisEvidence
{
    private bool hasLead;
    private byte lead;
    private long pairs;
    private long usualPairs;
    private long broken;

    public bool IsLikely => broken == 0 && pairs > 0 && usualPairs * 2 >= pairs;

    public void Add(ReadOnlySpan<byte> block)
    {
        foreach (var value in block)
        {
            if (hasLead)
            {
                CountPair(value);
            }
            else if (value >= 0x80)
            {
                Begin(value);
            }
        }
    }

    public void End() => broken += hasLead ? 1 : 0;

    private void Begin(byte value)
    {
        var isHalfWidthKana = value is >= 0xA1 and <= 0xDF;
        var isLead = value is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC);
        broken += isHalfWidthKana || isLead ? 0 : 1;
        (hasLead, lead) = (isLead, value);
    }

    private void CountPair(byte trail)
    {
        hasLead = false;
        var isTrail = trail is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC);
        broken += isTrail ? 0 : 1;
        pairs++;
        usualPairs += lead <= 0x9F ? 1 : 0;
    }
}
