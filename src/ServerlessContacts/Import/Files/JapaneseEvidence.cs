namespace ServerlessContacts.Import.Files;

/// <summary>
/// Whether bytes read as pairs of a Japanese encoding: every lead byte has its trail byte, and most pairs begin with one of the lead bytes that kana and the usual kanji have. In CP932
/// these are the first half of the lead bytes; Western texts have their accented letters in the second half and hardly anything in the first. In EUC-JP they
/// are the rows of the kana and of the first level of kanji. Rows without characters lead no pair. Western texts have accented letters alone, so that their pairs are broken.
/// </summary>
internal sealed class JapaneseEvidence
{
    /// <summary>As sure as bytes can be, and after how many pairs: a handful may be chance.</summary>
    private const double MostSure = 0.98;
    private const double PairsForSure = 3;

    private readonly Func<byte, bool> isSingle;
    private readonly Func<byte, bool> isLead;
    private readonly Func<byte, bool> isTrail;
    private readonly Func<byte, byte, bool> isUsual;
    private bool hasLead;
    private byte lead;
    private long pairs;
    private long usualPairs;
    private long broken;

    private JapaneseEvidence(Func<byte, bool> isSingle, Func<byte, bool> isLead, Func<byte, bool> isTrail, Func<byte, byte, bool> isUsual) =>
        (this.isSingle, this.isLead, this.isTrail, this.isUsual) = (isSingle, isLead, isTrail, isUsual);

    /// <summary>0 for what it cannot be.</summary>
    public double Likelihood => broken == 0 && pairs > 0 && usualPairs * 2 >= pairs ? MostSure * pairs / (pairs + (1 / PairsForSure)) : 0;

    public static JapaneseEvidence ShiftJis() => new(
        value => value is >= 0xA1 and <= 0xDF, value => value is (>= 0x81 and <= 0x84) or (>= 0x87 and <= 0x9F) or (>= 0xE0 and <= 0xEA) or (>= 0xED and <= 0xEE) or (>= 0xF0 and <= 0xFC),
        value => value is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC),
        (lead, trail) => lead <= 0x9F && !IsPunctuationBeforeLetter(lead, trail));

    /// <summary>The prefix of three-byte kanji counts as a single byte before a pair.</summary>
    public static JapaneseEvidence EucJp() => new(
        value => value == 0x8F, value => value is 0x8E or (>= 0xA1 and <= 0xA8) or 0xAD or (>= 0xB0 and <= 0xF4), value => value is >= 0xA1 and <= 0xFE,
        (lead, _) => lead is 0xA4 or 0xA5 or (>= 0xB0 and <= 0xCF));

    public void Add(ReadOnlySpan<byte> block)
    {
        while (broken == 0 && block.Length > 0)
        {
            if (!hasLead)
            {
                var high = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (high < 0)
                {
                    return;
                }

                block = block[high..];
                Begin(block[0]);
            }
            else
            {
                CountPair(block[0]);
            }

            block = block[1..];
        }
    }

    public void End() => broken += hasLead ? 1 : 0;

    private void Begin(byte value)
    {
        hasLead = isLead(value);
        lead = value;
        broken += hasLead || isSingle(value) ? 0 : 1;
    }

    private void CountPair(byte trail)
    {
        hasLead = false;
        broken += isTrail(trail) ? 0 : 1;
        pairs++;
        usualPairs += isUsual(lead, trail) ? 1 : 0;
    }

    /// <summary>Quotation marks and dashes of the Windows code pages, before a letter: the <c>’s</c> of an English text.</summary>
    private static bool IsPunctuationBeforeLetter(byte lead, byte trail) => lead is >= 0x91 and <= 0x97 && char.IsAsciiLetter((char)trail);
}
