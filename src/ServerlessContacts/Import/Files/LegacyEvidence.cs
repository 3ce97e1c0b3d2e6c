using ServerlessContacts.Import.Files.Languages;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// Which of the encodings without marks a text is in: by the rule of Bayes that in which it is a text of some language, with its letters in
/// about their shares and its words in their
/// forms. Whether even the best is one is asked as well: a text in an encoding that is not known fits none, and nothing is sure of it.
/// </summary>
internal sealed class LegacyEvidence
{
    /// <summary>Letters of a text depend on each other, so three are worth two by themselves.</summary>
    private const double Dependence = 1.5;

    /// <summary>How many of a thousand non-ASCII letters of Latin script stand behind another one.</summary>
    private static readonly double InAccents = Math.Log(0.08);
    private static readonly double BehindAscii = Math.Log(0.92);

    /// <summary>The confidence of a reading that does not fit is at most this.</summary>
    private const double Unfit = 0.4;

    /// <summary>Of so many pieces one may be odd in a text that is read right.</summary>
    private const int SegmentsPerOdd = 8;

    /// <summary>
    /// Pairs of neighbours after which their alternation is no chance, and how much of it there is at least: languages have 0.71 to 0.86.
    /// </summary>
    private const int FewestPairs = 30;
    private const double LeastAlternation = 0.66;

    /// <summary>How far the letters of a short text may be from the average, in nats over the root of their number.</summary>
    private const double Deviation = 1.5;

    private static readonly IReadOnlyList<LanguageModel> Languages =
        [.. LatinLanguages.All, .. AlphabetLanguages.All, .. IdeographLanguages.All];

    private readonly SegmentSample sample = new();

    /// <summary>Whether more of the file would say no more.</summary>
    public bool IsFull => sample.IsFull;

    public void Add(ReadOnlySpan<byte> block) => sample.Add(block);

    public void End() => sample.End();

    /// <summary>The likeliest first. What is left of 1 is the likelihood of an encoding that is none of these.</summary>
    public IReadOnlyList<EncodingGuess> Guess()
    {
        List<Reading> readings = [.. LegacyEncodings.All.Select(Read)];
        var most = readings.Max(reading => reading.Log);
        var answers = readings.GroupBy(reading => reading.Sample.Text, StringComparer.Ordinal)
            .Select(same => (Best: same.MaxBy(reading => reading.Log)!, Weight: same.Sum(reading => Math.Exp(reading.Log - most))))
            .ToList();
        var all = answers.Sum(answer => answer.Weight);
        return [.. answers.Select(answer => Answer(answer.Best, answer.Weight / all)).OrderByDescending(guess => guess.Confidence)];
    }

    private EncodingGuess Answer(Reading reading, double share) => new(reading.Encoding, share * (Fits(reading) ? 1 : Unfit));

    private Reading Read(LegacyEncoding encoding)
    {
        var decoded = new DecodedSample(sample.Segments, TextEncodings.Get(encoding.Name));
        var logs = Languages
            .Select(language => (Language: language, Log: Math.Log(encoding.PriorOf(language.Name)) + LogOf(decoded, language)))
            .ToList();
        var best = logs.MaxBy(language => language.Log);
        var sum = logs.Sum(language => Math.Exp(language.Log - best.Log));
        return new Reading(encoding.Name, decoded, best.Language, best.Log + Math.Log(sum));
    }

    private static double LogOf(DecodedSample decoded, LanguageModel language)
    {
        var log = decoded.Structure;
        foreach (var (letter, count) in decoded.Letters)
        {
            log += count * language.LogOf(letter);
        }

        log += language.Script == Script.Latin ? (decoded.BehindOther * InAccents) + (decoded.BehindAscii * BehindAscii) : 0;
        return Math.Log(language.Prior) + (log / Dependence);
    }

    private bool Fits(Reading reading)
    {
        var decoded = reading.Sample;
        return decoded.OddSegments * SegmentsPerOdd <= sample.Segments.Count
            && (decoded.Pairs < FewestPairs || decoded.AlternatingPairs >= LeastAlternation * decoded.Pairs)
            && HasUsualLetters(decoded, reading.Language);
    }

    /// <summary>Whether the letters are as usual as those of the language are on average, within what few of them may deviate.</summary>
    private static bool HasUsualLetters(DecodedSample decoded, LanguageModel language)
    {
        var (count, sum) = (0, 0.0);
        foreach (var (letter, times) in decoded.Letters.Where(letter => language.Has(Scripts.Of(letter.Key))))
        {
            count += times;
            sum += times * language.LogOf(letter);
        }

        var least = language.Expected - MostSurprise(language.Script) - (Deviation / Math.Sqrt(Math.Max(1, count)));
        return count == 0 ? decoded.Letters.Count == 0 : sum / count >= least;
    }

    /// <summary>Held-out texts of the languages stay half a nat or more within it.</summary>
    private static double MostSurprise(Script script) => Scripts.IsEastAsian(script) ? 2.6 : script == Script.Latin ? 1.7 : 1;

    /// <summary>The sample in one encoding, with the language that it fits best.</summary>
    private sealed record Reading(string Encoding, DecodedSample Sample, LanguageModel Language, double Log);
}
