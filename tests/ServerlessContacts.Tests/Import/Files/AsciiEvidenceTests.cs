using System.Globalization;
using System.Text;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Tests.Import.Files;

/// <summary>HZ and UTF-7 write every letter in ASCII; what is ASCII only stays certain.</summary>
public sealed class AsciiEvidenceTests
{
    private const string Hz = "hz-gb-2312";

    [Fact]
    public async Task Hz_is_read()
    {
        var bytes = "name,email\n~{UEH}~},z@example.com\n~{@nKD~},l@example.com\n"u8.ToArray();
        var survey = await SurveyAsync(bytes);
        Assert.Equal(
            (Hz, true, "name,email\n张三,z@example.com\n李四,l@example.com\n"),
            (survey.Encoding, survey.IsSure, TextEncodings.Get(survey.Encoding).GetString(bytes)));
    }

    [Theory]
    [InlineData("~{UEH}~}")]
    [InlineData("~{UEH}~}\n~{foo}")]
    public async Task What_may_be_Hz_is_asked_about(string names)
    {
        var survey = await SurveyAsync(Encoding.ASCII.GetBytes($"name\n{names}\n"));
        Assert.Equal(("hz-gb-2312,utf-8", false), (string.Join(',', survey.Encodings.Select(guess => guess.Name)), survey.IsSure));
    }

    [Theory]
    [InlineData("+XyBPHw-")]
    [InlineData("M+APw-ller")]
    [InlineData("Zo+AOs-")]
    [InlineData("+AMk-lodie")]
    [InlineData("+BBgEMgQwBD0-")]
    public async Task What_may_be_Utf7_is_asked_about(string name)
    {
        var survey = await SurveyAsync(Encoding.ASCII.GetBytes($"name,email\n{name},a@example.com\n"));
        Assert.Equal((TextEncodings.Utf8, false), (survey.Encoding, survey.IsSure));
    }

    [Theory]
    [InlineData("+81-3-1234-5678")]
    [InlineData("+1-212-555-0100")]
    [InlineData("+358-9-123456")]
    [InlineData("+4930123456-0")]
    [InlineData("john+news@example.com")]
    [InlineData("john+XyBPHw-a@example.com")]
    [InlineData("a+foo-bar@example.com")]
    [InlineData("m+APw-x@example.com")]
    [InlineData("+foo-bar")]
    [InlineData("+shipping-fee")]
    [InlineData("+building-a")]
    [InlineData("C++ and A+B-C")]
    [InlineData("Plus+All-in, BMW+AMG-Club")]
    [InlineData("~{}~}")]
    [InlineData("~{foo}")]
    [InlineData("~user ~/x {a}")]
    public async Task What_people_write_in_Ascii_is_certain(string text) =>
        Assert.Equal([new EncodingGuess(TextEncodings.Utf8, 1)], (await SurveyAsync(Encoding.ASCII.GetBytes($"name\n{text}\n{text}\n"))).Encodings);

    [Fact]
    public async Task Telephone_numbers_are_certain()
    {
        var random = new Random(7);
        for (var file = 0; file < 20; file++)
        {
            var numbers = Enumerable.Range(0, 1000).Select(_ => $"+{random.NextInt64(1, 1_000_000_000_000).ToString(CultureInfo.InvariantCulture)}-{random.Next(1000)}");
            Assert.Equal([new EncodingGuess(TextEncodings.Utf8, 1)], (await SurveyAsync(Encoding.ASCII.GetBytes($"phone\n{string.Join('\n', numbers)}\n"))).Encodings);
        }
    }

    /// <summary>Signs that begin something at each place cost what others cost.</summary>
    [Theory]
    [InlineData("+")]
    [InlineData("+APw-")]
    [InlineData("~{")]
    [InlineData("~{!")]
    public async Task Signs_without_end_cost_no_more(string sign)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(sign, 100_000)));
        Assert.NotNull(await Task.Run(() => SurveyAsync(bytes)).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static Task<FileSurvey> SurveyAsync(byte[] file) => FileSurvey.TakeAsync(new MemoryStream(file), null, default);
}
