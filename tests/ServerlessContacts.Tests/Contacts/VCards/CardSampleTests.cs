namespace ServerlessContacts.Tests.Contacts.VCards;

public sealed class CardSampleTests
{
    public static TheoryData<string, string> Titles
    {
        get
        {
            var titles = new TheoryData<string, string>();
            foreach (var sample in CardSample.All)
            {
                titles.Add(sample.File, sample.Title);
            }

            return titles;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_card_is_read_as_this(string file, string title)
    {
        var sample = CardSample.All.Single(sample => sample.File == file && sample.Title == title);
        Assert.NotEmpty(sample.Expected);
        Assert.Equal(string.Join('\n', sample.Expected), string.Join('\n', await sample.ReadAsync()));
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n")]
    public async Task A_card_is_read_the_same_whatever_ends_its_lines(string end)
    {
        foreach (var sample in CardSample.All)
        {
            Assert.Equal($"{sample.Title}: {string.Join('\n', sample.Expected)}",
                $"{sample.Title}: {string.Join('\n', await sample.ReadAsync(sample.Bytes(end)))}");
        }
    }

    [Fact]
    public void There_are_cards_of_every_producer() =>
        Assert.Equal(["android.txt", "apple.txt", "google.txt", "japanese-telephones.txt", "nextcloud.txt", "odd.txt", "outlook.txt"], CardSample.All.Select(sample => sample.File).Distinct());

    /// <summary>With <c>CARDS=write</c> in the environment the answers are written to the source, for review.</summary>
    [Fact]
    public async Task Answers_are_written_where_that_is_asked_for()
    {
        if (Environment.GetEnvironmentVariable("CARDS") == "write")
        {
            foreach (var path in System.IO.Directory.EnumerateFiles(Path.Combine(Source(), "Cards"), "*.txt"))
            {
                await CardSample.RewriteAsync(path);
            }
        }
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
