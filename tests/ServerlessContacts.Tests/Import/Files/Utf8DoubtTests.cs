using System.Text;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Tests.Import.Files;

/// <summary>A few letters in another encoding may be valid UTF-8 by chance, and then hardly make words.</summary>
public sealed class Utf8DoubtTests
{
    [Theory]
    [InlineData("x-mac-ce", "Jiří Dvořák")]
    [InlineData("macintosh", "L’Échange")]
    [InlineData("windows-1250", "STRÓŻ")]
    [InlineData("gb18030", "毛")]
    [InlineData("gb18030", "叶")]
    [InlineData("gb18030", "肖")]
    [InlineData("gb18030", "毛肖")]
    public async Task What_is_valid_by_chance_and_no_word_is_asked_about(string encoding, string name)
    {
        foreach (var file in new[] { $"name,email\n{name},a@example.com\n", $"name\n{name}", $"email;name\na@example.com;\"{name}\"\n" })
        {
            var survey = await SurveyAsync(TextEncodings.Get(encoding).GetBytes(file));
            Assert.False(survey.IsSure, $"{survey.Encodings[0]}");
            Assert.Contains(survey.Encodings.Take(4), guess => TextEncodings.Get(guess.Name).GetString(TextEncodings.Get(encoding).GetBytes(file)) == file);
            Assert.Contains(survey.Encodings.Take(4), guess => guess.Name == TextEncodings.Utf8);
        }
    }

    [Theory]
    [InlineData("Zoë Müller")]
    [InlineData("Zoe\u0308 Mu\u0308ller")]
    [InlineData("Ö. Müller")]
    [InlineData("Directeur à Paris")]
    [InlineData("Ø")]
    [InlineData("O’Brien – “née”")]
    [InlineData("Bob 😀")]
    [InlineData("Ωmega Consulting")]
    [InlineData("Toys Я Us")]
    [InlineData("Аnna")]
    [InlineData("株式会社ABC田中")]
    [InlineData("Tシャツ")]
    [InlineData("毛")]
    [InlineData("Νίκος")]
    [InlineData("Ἀριστοτέλης")]
    [InlineData("И\u0306 Солов\u02BCяненко")]
    [InlineData("הFacebook של דנה")]
    [InlineData("Facebookում Արամ")]
    [InlineData("نجيب محفوظ")]
    [InlineData("ݐاݑ ﷲ")]
    [InlineData("ޖަމީލް")]
    [InlineData("สมชายABC")]
    [InlineData("अमित")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("Ɔkɔnkwɔ Ŋandu")]
    [InlineData("ﬁnal oﬃce")]
    [InlineData("5 µm ½ m²")]
    [InlineData("Łukasz,Jiޒ,Żaneta,Józef,Śliwa")]
    public async Task What_people_write_in_it_is_certain(string text)
    {
        foreach (var file in new[] { $"name,email\n{text},a@example.com\n", $"name\n{text}" })
        {
            Assert.Equal([new EncodingGuess(TextEncodings.Utf8, 1)], (await SurveyAsync(Encoding.UTF8.GetBytes(file))).Encodings);
        }
    }

    /// <summary>Held-out names of each language, from one word on.</summary>
    [Fact]
    public async Task Each_word_of_each_language_is_certain()
    {
        foreach (var path in System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Import", "Files", "Words"), "*.txt"))
        {
            foreach (var word in (await File.ReadAllTextAsync(path)).Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.True((await SurveyAsync(Encoding.UTF8.GetBytes($"name,email\n{word},a@example.com\n"))).Encodings is [{ Confidence: 1 }], $"{word} in {path}");
            }
        }
    }

    [Fact]
    public async Task One_letter_is_found_wherever_the_file_has_it()
    {
        var rows = string.Concat(Enumerable.Repeat("Bob,bob@example.com\n", 30_000));
        Assert.False((await SurveyAsync(TextEncodings.Get("gb18030").GetBytes($"name,email\n{rows}毛,mao@example.com\n{rows}"))).IsSure);
    }

    private static Task<FileSurvey> SurveyAsync(byte[] file) => FileSurvey.TakeAsync(new MemoryStream(file), null, default);
}
