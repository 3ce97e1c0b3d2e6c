using System.Globalization;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// Which of the code pages of one byte a character a text is in: that in which its letters beyond ASCII are those of a language, in about the shares that they have there. The
/// same byte is è in Western Europe, č in Central Europe and и in Cyrillic. Letters of Cyrillic and Greek come in words, accented ones alone.
/// </summary>
internal sealed class CodePageEvidence
{
    /// <summary>The share of letters that are another language's of the same code page: people have names from everywhere.</summary>
    private const double Neighbours = 0.12;

    /// <summary>The share of bytes that are of no language's letters.</summary>
    private const double Foreign = 0.04;

    /// <summary>The share of letters that follow another one beyond ASCII, in Cyrillic and Greek, and in Latin.</summary>
    private const double InWords = 0.83;
    private const double InAccents = 0.08;

    private const int HighBytes = 128;

    /// <summary>Code page, how usual it is among files, and a language's letters beyond ASCII with their shares.</summary>
    private static readonly (string Name, double Prior, string Letters)[] Languages =
    [
        (TextEncodings.Windows1252, 1, "é:66 è:12 à:8 ê:5 ç:4 ô:2 î:1 ï:1 û:1 â:1 ù:1 ë:2 œ:1 ’:4 «:1 »:1"),
        (TextEncodings.Windows1252, 1, "ü:38 ä:28 ö:20 ß:14 é:2 –:1 §:1"),
        (TextEncodings.Windows1252, 1, "ó:28 í:22 á:20 é:14 ñ:12 ú:6 ü:1 ª:1 º:3 ¿:1"),
        (TextEncodings.Windows1252, 0.7, "ã:28 ç:18 á:14 é:14 í:10 ó:8 õ:6 ê:6 â:3 ú:4 à:3 ô:3 º:1"),
        (TextEncodings.Windows1252, 0.7, "à:30 è:28 ò:14 ù:14 ì:10 é:6"),
        (TextEncodings.Windows1252, 0.6, "ä:36 ö:30 å:26 é:4 ø:1 æ:1"),
        (TextEncodings.Windows1252, 0.6, "ø:36 å:30 æ:28 é:4 ö:1"),
        ("windows-1250", 0.5, "ł:24 ó:14 ą:11 ę:12 ś:12 ż:12 ć:6 ń:6 ź:2"),
        ("windows-1250", 0.5, "í:18 á:17 é:9 ě:11 ř:9 š:7 č:7 ž:7 ý:7 ů:4 ú:2 ň:1 ť:1 ď:1 ó:1"),
        ("windows-1250", 0.4, "á:34 é:32 ö:10 ó:9 ő:7 ü:6 í:6 ú:4 ű:2"),
        ("windows-1250", 0.3, "ă:38 ş:16 ţ:16 î:14 â:12"),
        ("windows-1250", 0.3, "č:26 š:26 ž:18 ć:24 đ:8"),
        ("windows-1251", 0.5, "о:11 е:8 а:8 и:7 н:7 т:6 с:5 р:5 в:5 л:4 к:4 м:3 д:3 п:3 у:3 я:2 ы:2 ь:2 г:2 з:2 б:2 ч:1 й:1 х:1 ж:1 ш:1 ю:1 ц:1 щ:1 э:1 ф:1 і:1 ї:1 є:1"),
        ("windows-1253", 0.4, "α:11 ο:9 ι:9 ε:8 τ:8 ν:7 σ:5 ς:5 ρ:5 η:5 π:4 κ:4 υ:4 λ:3 μ:3 ό:2 ά:2 ί:2 ή:2 έ:2 ύ:1 ώ:1 ω:2 γ:2 δ:2 θ:1 φ:1 χ:1 β:1 ξ:1 ζ:1 ψ:1"),
        ("windows-1254", 0.4, "ı:34 ü:14 ş:14 ö:7 ğ:10 ç:10 İ:6"),
        ("windows-1257", 0.3, "š:14 ė:18 ž:9 ū:8 ų:14 č:5 į:7 ą:8 ę:3"),
        ("windows-1257", 0.3, "ā:34 ī:18 ē:16 š:8 ū:6 ņ:5 ž:4 ļ:4 č:2 ķ:2 ģ:1"),
    ];

    private static readonly (string Name, double Prior, double Following, double[] Logs)[] Expected =
        [.. Languages.Select(language => (language.Name, language.Prior, language.Letters[0] > '\u0370' && language.Letters[0] < '\u0500' ? InWords : InAccents, Logs(language.Name, language.Letters)))];

    private readonly long[] counts = new long[HighBytes];
    private long starting;
    private long following;
    private bool isAfterHigh;

    public void Add(ReadOnlySpan<byte> block)
    {
        foreach (var value in block)
        {
            if (value >= HighBytes)
            {
                counts[value - HighBytes]++;
                following += isAfterHigh ? 1 : 0;
                starting += isAfterHigh ? 0 : 1;
            }

            isAfterHigh = value >= HighBytes;
        }
    }

    /// <summary>By the rule of Bayes: the likelihood of the bytes under each language, weighed by how usual its files are.</summary>
    public IReadOnlyList<EncodingGuess> Guess()
    {
        var logs = Expected.Select(language => (language.Name, Log: Math.Log(language.Prior) + LogOf(language.Logs) + (following * Math.Log(language.Following)) + (starting * Math.Log(1 - language.Following)))).ToList();
        var most = logs.Max(language => language.Log);
        var pages = logs.GroupBy(language => language.Name, StringComparer.Ordinal).Select(page => (page.Key, Weight: page.Sum(language => Math.Exp(language.Log - most)))).ToList();
        var all = pages.Sum(page => page.Weight);
        return [.. pages.Select(page => new EncodingGuess(page.Key, page.Weight / all)).OrderByDescending(guess => guess.Confidence)];
    }

    private double LogOf(double[] logs)
    {
        var sum = 0.0;
        for (var index = 0; index < HighBytes; index++)
        {
            sum += counts[index] == 0 ? 0 : counts[index] * logs[index];
        }

        return sum;
    }

    /// <summary>For each byte the logarithm of its share.</summary>
    private static double[] Logs(string page, string letters)
    {
        var (own, all) = (Shares(page, letters), new double[HighBytes]);
        foreach (var language in Languages.Where(language => language.Name == page))
        {
            var shares = Shares(page, language.Letters);
            all = [.. all.Select((share, index) => share + Math.Sqrt(shares[index]))];
        }

        var (ownSum, allSum) = (own.Sum(), all.Sum());
        return [.. own.Select((share, index) => Math.Log(((1 - Foreign - Neighbours) * share / ownSum) + (Neighbours * all[index] / allSum) + (Foreign / HighBytes)))];
    }

    /// <summary>Capitals have a fifth of their small letters' share.</summary>
    private static double[] Shares(string page, string letters)
    {
        var encoding = TextEncodings.Get(page);
        var shares = new double[HighBytes];
        foreach (var entry in letters.Split(' '))
        {
            var (letter, share) = (entry[..1], double.Parse(entry.AsSpan(2), CultureInfo.InvariantCulture));
            shares[encoding.GetBytes(letter)[0] - HighBytes] += share;
            if (letter.ToUpperInvariant() is var capital && capital != letter && encoding.GetBytes(capital)[0] is var high and >= HighBytes)
            {
                shares[high - HighBytes] += share / 5;
            }
        }

        return shares;
    }
}
