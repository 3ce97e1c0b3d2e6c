using System.Globalization;
using System.Text;
using ServerlessContacts.Import.Files;
using Xunit.Abstractions;

namespace ServerlessContacts.Tests.Import.Files;

/// <summary>
/// Recognition on files of names, streets, cities and companies (<c>Words/*.txt</c>) that nothing of the model was counted in: in 31
/// languages, in each encoding that they are usual in, from a
/// word or two to hundreds of letters.
/// </summary>
public sealed class HeldOutTests(ITestOutputHelper output)
{
    private const double Sure = 0.9;

    private static readonly int[] Sizes = [3, 8, 20, 60, 200];

    private static readonly (string Language, string[] Encodings)[] Usual =
    [
        ("he", ["windows-1255", "iso-8859-8", "dos-862"]), ("ar", ["windows-1256", "iso-8859-6"]), ("th", ["windows-874"]),
        ("ru", ["windows-1251", "koi8-r", "iso-8859-5", "cp866", "x-mac-cyrillic"]), ("uk", ["windows-1251", "koi8-u", "iso-8859-5", "x-mac-cyrillic"]),
        ("bg", ["windows-1251", "koi8-r", "iso-8859-5", "cp866"]), ("sr", ["windows-1251", "iso-8859-5"]), ("el", ["windows-1253", "iso-8859-7", "x-mac-greek", "ibm737"]),
        ("tr", ["windows-1254", "iso-8859-9", "x-mac-turkish", "ibm857"]), ("pl", ["windows-1250", "iso-8859-2", "ibm852", "x-mac-ce"]), ("cs", ["windows-1250", "iso-8859-2", "ibm852", "x-mac-ce"]),
        ("hu", ["windows-1250", "iso-8859-2", "ibm852", "x-mac-ce"]), ("ro", ["windows-1250", "iso-8859-2", "ibm852"]), ("hr", ["windows-1250", "iso-8859-2", "ibm852", "x-mac-ce"]),
        ("lt", ["windows-1257", "ibm775"]), ("lv", ["windows-1257"]), ("et", ["windows-1257", "windows-1252"]), ("fr", ["windows-1252", "macintosh", "ibm850", "ibm437"]),
        ("de", ["windows-1252", "macintosh", "ibm850", "ibm437"]), ("es", ["windows-1252", "macintosh", "ibm850", "ibm437"]), ("pt", ["windows-1252", "macintosh", "ibm850"]),
        ("sv", ["windows-1252", "macintosh", "ibm850", "ibm437"]), ("da", ["windows-1252", "macintosh", "ibm850"]), ("is", ["windows-1252", "ibm850"]), ("vi", ["windows-1258"]),
        ("zh-Hans", ["gb18030"]), ("zh-Hant", ["big5"]), ("ko", ["ks_c_5601-1987"]), ("ja", ["shift_jis", "euc-jp"]),
    ];

    [Fact]
    public async Task Of_sure_answers_at_most_one_in_a_hundred_is_wrong_and_of_long_files_at_most_one_in_ten_is_unsure()
    {
        var answers = new List<(int Size, bool IsRight, double Confidence, string What)>();
        foreach (var (language, encodings) in Usual)
        {
            foreach (var encoding in encodings)
            {
                answers.AddRange(await AnswersAsync(language, TextEncodings.Get(encoding), encoding));
            }
        }

        Tell(answers);
        var sure = answers.Where(answer => answer.Confidence >= Sure).ToList();
        Assert.InRange(sure.Count(answer => !answer.IsRight) / (double)sure.Count, 0, 0.01);
        var large = answers.Where(answer => answer.Size == Sizes[^1]).ToList();
        Assert.InRange(large.Count(answer => answer.Confidence < Sure) / (double)large.Count, 0, 0.1);
    }

    [Theory]
    [InlineData("windows-1255", "אפרים קישון")]
    [InlineData("windows-1251", "Фёдор Достоевский")]
    [InlineData("koi8-r", "Фёдор Достоевский")]
    [InlineData("windows-1256", "نجيب محفوظ")]
    [InlineData("windows-874", "สมชาย ใจดี")]
    [InlineData("windows-1253", "Νίκος Καζαντζάκης")]
    public async Task One_name_is_read_as_it_was_written_or_asked_about(string encoding, string name)
    {
        var (answer, confidence) = await GuessAsync(TextEncodings.Get(encoding).GetBytes($"name,email\n{name},a@example.com\n"));
        Assert.True(confidence < Sure || Decode(answer, TextEncodings.Get(encoding).GetBytes(name)) == name, $"{answer} {confidence}");
    }

    /// <summary>No page holds these: each letter of the text stands for another byte.</summary>
    [Theory]
    [InlineData("ru", 1)]
    [InlineData("ru", 2)]
    [InlineData("el", 3)]
    [InlineData("he", 4)]
    [InlineData("ar", 5)]
    [InlineData("th", 6)]
    [InlineData("fr", 7)]
    [InlineData("pl", 8)]
    [InlineData("tr", 9)]
    [InlineData("vi", 10)]
    [InlineData("ru", 11)]
    [InlineData("el", 12)]
    public async Task A_text_in_no_known_encoding_is_asked_about(string language, int seed)
    {
        var random = new Random(seed);
        var words = Words(language);
        var letters = string.Concat(words).Where(c => c > '\u007F').Distinct().ToArray();
        var places = Enumerable.Range(0x80, 128).ToArray();
        random.Shuffle(places);
        var bytes = letters.Zip(places).ToDictionary(pair => pair.First, pair => (byte)pair.Second);
        var (answer, confidence) = await GuessAsync([.. "name\n"u8, .. string.Join('\n', words).SelectMany(c => c <= '\u007F' ? [(byte)c] : bytes.TryGetValue(c, out var place) ? new[] { place } : [])]);
        Assert.True(confidence < Sure, $"{answer} {confidence}");
    }

    [Fact]
    public async Task Bytes_by_chance_are_asked_about()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var bytes = Enumerable.Range(0, 900).Select(i => i % 9 == 0 ? (byte)'\n' : (byte)random.Next(0x80, 0x100)).ToArray();
            Assert.True((await GuessAsync(bytes)).Confidence < Sure);
        }
    }

    private static async Task<List<(int Size, bool IsRight, double Confidence, string What)>> AnswersAsync(string language, Encoding encoding, string name)
    {
        var answers = new List<(int Size, bool IsRight, double Confidence, string What)>();
        foreach (var size in Sizes)
        {
            for (var seed = 0; seed < 3; seed++)
            {
                var bytes = encoding.GetBytes(File(language, size, new Random(seed + (size * 31))));
                var (answer, confidence) = await GuessAsync(bytes);
                var isRight = Decode(answer, bytes) == encoding.GetString(bytes);
                answers.Add((size, isRight, confidence, $"{language} in {name}, {size} letters: {answer} {confidence.ToString(CultureInfo.InvariantCulture)}"));
            }
        }

        return answers;
    }

    /// <summary>A table with so many letters beyond ASCII.</summary>
    private static string File(string language, int letters, Random random)
    {
        var text = new StringBuilder("name;city\n");
        for (var found = 0; found < letters;)
        {
            var words = Words(language);
            random.Shuffle(words);
            foreach (var word in words.TakeWhile(_ => found < letters))
            {
                text.Append(word).Append(";\n");
                found += word.Count(c => c > '\u007F' && char.IsLetter(c));
            }
        }

        return text.ToString();
    }

    private static string[] Words(string language)
    {
        var words = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Import", "Files", "Words", $"{language}.txt")).Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return language == "vi" ? [.. words.Select(Decomposed)] : words;
    }

    /// <summary>As code page 1258 writes Vietnamese: tones behind the vowels that have no place with them.</summary>
    private static string Decomposed(string text)
    {
        var page = Encoding.GetEncoding("windows-1258", new EncoderExceptionFallback(), DecoderFallback.ReplacementFallback);
        return string.Concat(text.Select(c =>
        {
            try
            {
                page.GetBytes([c]);
                return c.ToString();
            }
            catch (EncoderFallbackException)
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                var tone = parts.Skip(1).Where(part => part is '\u0300' or '\u0309' or '\u0303' or '\u0301' or '\u0323');
                return string.Concat(parts.Where(part => !tone.Contains(part))).Normalize(NormalizationForm.FormC) + string.Concat(tone);
            }
        }));
    }

    private static async Task<(string Encoding, double Confidence)> GuessAsync(byte[] bytes)
    {
        var survey = await FileSurvey.TakeAsync(new MemoryStream(bytes), null, default);
        return (survey.Encoding, survey.Encodings[0].Confidence);
    }

    private static string Decode(string encoding, byte[] bytes) => TextEncodings.Get(encoding).GetString(bytes);

    /// <summary>How sure answers are and how many of them are right, for whoever looks.</summary>
    private void Tell(List<(int Size, bool IsRight, double Confidence, string What)> answers)
    {
        foreach (var size in answers.GroupBy(answer => answer.Size))
        {
            var sure = size.Where(answer => answer.Confidence >= Sure).ToList();
            output.WriteLine($"{size.Key} letters: {size.Count()} files, {size.Count(answer => answer.IsRight)} right, {sure.Count} sure, {sure.Count(answer => !answer.IsRight)} of them wrong");
        }

        foreach (var range in answers.GroupBy(answer => Math.Floor(answer.Confidence * 10) / 10).OrderBy(range => range.Key))
        {
            output.WriteLine($"confidence {range.Key:0.0}: {range.Count()} files, {range.Count(answer => answer.IsRight) / (double)range.Count():0.00} right");
        }

        answers.Where(answer => answer.Confidence >= Sure && !answer.IsRight).ToList().ForEach(answer => output.WriteLine(answer.What));
    }
}
