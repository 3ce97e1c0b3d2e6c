using System.Globalization;

namespace ServerlessContacts.Import.Files.Languages;

/// <summary>How usual each letter beyond ASCII is in a language.</summary>
internal sealed class LanguageModel
{
    /// <summary>The share of letters that are another language's of the same script: people have names from everywhere.</summary>
    private const double Neighbours = 0.1;

    /// <summary>The same where there are thousands of characters, most of which are seldom.</summary>
    private const double SeldomCharacters = 0.25;

    /// <summary>Characters are numbered by how usual they are, and their shares fall with their numbers (Zipf's law).</summary>
    private const int ZipfOffset = 20;

    /// <summary>What a letter of another script counts.</summary>
    private const double ForeignLetter = 1e-6;

    private readonly Dictionary<char, double> logs;
    private readonly double rare;

    /// <param name="name">BCP 47.</param>
    /// <param name="script">What it is written in.</param>
    /// <param name="prior">How usual its files are.</param>
    /// <param name="letters">Small letters with how many of a thousand they are, or characters by how usual they are.</param>
    public LanguageModel(string name, Script script, double prior, string letters)
    {
        (Name, Script, Prior) = (name, script, prior);
        var weights = letters.Contains(' ', StringComparison.Ordinal) ? Counted(letters) : Ranked(letters);
        var (all, neighbours) = (weights.Values.Sum(), Scripts.IsEastAsian(script) ? SeldomCharacters : Neighbours);
        var unknown = neighbours / SizeOf(script);
        rare = Math.Log(unknown);
        logs = weights.ToDictionary(letter => letter.Key, letter => Math.Log(((1 - neighbours) * letter.Value / all) + unknown));
        Expected = weights.Sum(letter => letter.Value / all * logs[letter.Key]);
    }

    public string Name { get; }

    public Script Script { get; }

    public double Prior { get; }

    /// <summary>What <see cref="LogOf"/> is on average in a text of the language.</summary>
    public double Expected { get; }

    /// <summary>Whether the letter is one of the language's script.</summary>
    public bool Has(Script letter) => letter == Script || (letter == Script.Han && Script is Script.Kana or Script.Hangul);

    /// <summary>The logarithm of a letter's share, capital or small.</summary>
    public double LogOf(char letter) => !Has(Scripts.Of(letter)) ? Math.Log(ForeignLetter)
        : logs.TryGetValue(Small(letter), out var log) ? log
        : rare;

    private static Dictionary<char, double> Counted(string letters) =>
        letters.Split(' ').ToDictionary(entry => entry[0], entry => double.Parse(entry.AsSpan(1), CultureInfo.InvariantCulture));

    private static Dictionary<char, double> Ranked(string letters) =>
        letters.Select((letter, rank) => (letter, rank)).ToDictionary(entry => entry.letter, entry => 1.0 / (entry.rank + ZipfOffset));

    /// <summary>Kana of half width are the same as others; the dotted capital of Turkish is a letter of its own.</summary>
    private static char Small(char letter) => letter is '\uFF70' or '\uFF9E' or '\uFF9F' ? 'ー'
        : letter is >= '\uFF66' and < '\uFF9E' ? letter.ToString().Normalize(System.Text.NormalizationForm.FormKC)[0]
        : letter == 'İ' ? letter
        : char.ToLowerInvariant(letter);

    /// <summary>How many letters a script has, about.</summary>
    private static int SizeOf(Script script) => script switch
    {
        Script.Han => 8000,
        Script.Kana => 5000,
        Script.Hangul => 3000,
        Script.Hebrew => 40,
        Script.Arabic => 60,
        Script.Greek => 70,
        Script.Thai => 80,
        Script.Cyrillic => 90,
        _ => 100,
    };
}
