using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Tests.Import.Files;

public sealed class RowReaderTests
{
    [Theory]
    [InlineData("a,b\nc,d\n", "1:a|b 2:c|d")]
    [InlineData("a,b\r\nc,d", "1:a|b 2:c|d")]
    [InlineData("a,b\rc,d\r", "1:a|b 2:c|d")]
    [InlineData("\"a\nb\",c\nd,e\n", "1:a\nb|c 3:d|e")]
    [InlineData("\"a\r\nb\",c\r\nd,e\r\n", "1:a\r\nb|c 3:d|e")]
    [InlineData("\"a \"\"b\"\" c\",d\n", "1:a \"b\" c|d")]
    [InlineData("\"\",\"\"\nx,y", "1:| 2:x|y")]
    [InlineData("\"ACME\" Ltd,x\n\"y\",z\n", "1:ACME Ltd|x 2:y|z")]
    [InlineData("5\" disk,x\n\"y\"\"\",z\n", "1:5\" disk|x 2:y\"|z")]
    [InlineData("a,\"b\nc,d\n", "1!unterminated-quote 2:c|d")]
    [InlineData("\"a\nb\",\"c\nd,e\n", "2!unterminated-quote 3:d|e")]
    [InlineData("a,\"b\nc,\"d\"\ne,f\n", "1!unterminated-quote 2:c|d 3:e|f")]
    [InlineData("a,\"b", "1!unterminated-quote")]
    [InlineData("a,b\n\nc,d", "1:a|b 2: 3:c|d")]
    [InlineData("a\n\"", "1:a 2!unterminated-quote")]
    [InlineData("", "")]
    public async Task Rows_come_with_their_lines(string text, string expected)
    {
        for (var size = 1; size <= 3; size++)
        {
            var rows = new RowReader(new Slow(text, size), ',');
            var found = new List<string>();
            while (await rows.ReadAsync(default) is { } row)
            {
                found.Add(row.Problem is { } problem ? $"{problem.Line ?? row.Line}!{problem.Code}" : $"{row.Line}:{string.Join('|', row.Cells)}");
            }

            Assert.Equal(expected, string.Join(' ', found));
        }
    }

    [Fact]
    public async Task An_open_quote_before_a_megabyte_of_lines_costs_one_line()
    {
        var lines = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"person {i},some words to fill the line\n"));
        var rows = new RowReader(new StringReader("a,b\n\"open,x\n" + lines), ',');
        var (good, bad) = (0, new List<int>());
        while (await rows.ReadAsync(default) is { } row)
        {
            good += row.Problem is null ? 1 : 0;
            bad.AddRange(row.Problem is { } problem ? [problem.Line!.Value] : []);
        }

        Assert.Equal(40_001, good);
        Assert.Equal([2], bad);
    }

    [Fact]
    public async Task A_line_without_end_is_passed_over_and_the_next_is_read()
    {
        var rows = new RowReader(new StringReader("a\n" + new string('x', 3_000_000) + "\r\nb\n"), ',');
        Assert.Equal("a", (await rows.ReadAsync(default))!.Raw);
        var huge = await rows.ReadAsync(default);
        Assert.Equal((2, "row-too-large"), (huge!.Line, huge.Problem!.Code));
        var next = await rows.ReadAsync(default);
        Assert.Equal((3, "b"), (next!.Line, next.Raw));
        Assert.Null(await rows.ReadAsync(default));
    }

    /// <summary>Delivers a few characters at a time, so that every border is met.</summary>
    private sealed class Slow(string text, int size) : TextReader
    {
        private int at;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            var length = Math.Min(size, text.Length - at);
            text.AsSpan(at, length).CopyTo(buffer.Span);
            at += length;
            return ValueTask.FromResult(length);
        }
    }
}
