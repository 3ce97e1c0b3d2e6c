using System.Text;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Tests.Import.Files;

public sealed class EncodingTests
{
    [Theory]
    [InlineData("utf-8", false, "Zoë Müller", "utf-8")]
    [InlineData("utf-8", true, "Zoë Müller", "utf-8")]
    [InlineData("utf-8", false, "Plain Ascii", "utf-8")]
    [InlineData("utf-8", false, "田中太郎 😀", "utf-8")]
    [InlineData("utf-16", true, "田中太郎 Zoë", "utf-16")]
    [InlineData("utf-16BE", true, "田中太郎 Zoë", "utf-16be")]
    [InlineData("windows-1252", false, "Zoë Müller", "windows-1252")]
    [InlineData("windows-1252", false, "Élodie Crête – née “Été”", "windows-1252")]
    [InlineData("windows-1252", false, "Æthelstan Øÿ", "windows-1252")]
    [InlineData("shift_jis", false, "田中太郎", "shift_jis")]
    [InlineData("shift_jis", false, "ヤマダ ﾔﾏﾀﾞ 表示", "shift_jis")]
    public async Task Text_comes_out_as_it_was_written(string encoding, bool mark, string name, string recognised)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var written = Encoding.GetEncoding(encoding);
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync([.. mark ? written.GetPreamble() : [], .. written.GetBytes($"name,email\r\n{name},a@example.com\r\n")]);
        Assert.Equal((recognised, name), (import.Encoding, (await rig.OnlyContactAsync()).Name.Full));
    }

    [Fact]
    public void Evidence_does_not_depend_on_where_the_blocks_are_cut()
    {
        var bytes = Encoding.UTF8.GetBytes("aé田😀b\uFFFD");
        byte[] broken = [.. bytes, 0xE3, 0x81, (byte)'x', 0xF0, 0x9F];
        for (var cut = 1; cut <= 4; cut++)
        {
            Assert.Equal((TextEncodings.Utf8, 1.0), Guess(bytes, cut));
            Assert.NotEqual(TextEncodings.Utf8, Guess(broken, cut).Name);
        }
    }

    /// <summary>
    /// Blocks that end within a character, and one that ends in what is broken: each byte is looked at a few times, not once for each
    /// character before it.
    /// </summary>
    [Theory]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    public async Task Blocks_that_end_within_a_character_cost_what_others_cost(int cut)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("日本語の文章", 2_000_000)));
        Assert.Equal((TextEncodings.Utf8, 1.0), await Task.Run(() => Guess(text, cut)).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    /// <summary>What is kept of a file to tell its encoding is bounded, however long the file is.</summary>
    [Theory]
    [InlineData("utf-8", "山田 太郎")]
    [InlineData("windows-1252", "Zoë Crête")]
    [InlineData("shift_jis", "山田 太郎")]
    [InlineData("windows-1255", "אפרים קישון")]
    public async Task Ten_times_the_file_takes_no_more_memory(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await AllocatedAsync(encoding, name, 100_000);
        var few = await AllocatedAsync(encoding, name, 100_000);
        Assert.InRange(await AllocatedAsync(encoding, name, 1_000_000), 0, 2 * few);
    }

    private static async Task<long> AllocatedAsync(string encoding, string name, int rows)
    {
        using var file = new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(string.Concat(Enumerable.Repeat($"{name},a@example.com\n", rows))));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(encoding, (await FileSurvey.TakeAsync(file, null, default)).Encoding);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (string Name, double Confidence) Guess(byte[] bytes, int cut)
    {
        var evidence = new EncodingEvidence();
        foreach (var block in bytes.Chunk(cut))
        {
            evidence.Add(block);
        }

        evidence.End();
        var guess = evidence.Guess()[0];
        return (guess.Name, guess.Confidence);
    }
}
