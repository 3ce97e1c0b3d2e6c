using System.Text;

namespace ServerlessContacts.Tests.Contacts.VCards;

/// <summary>Cards with bytes changed, cut out, doubled and mixed: each is read or rejected, and nothing else happens.</summary>
public sealed class FuzzTests
{
    /// <summary>A head that is costly to look through.</summary>
    private const string LongHead = "NOTE;X-A=BASE6;X-B=BASE6;X-C=BASE6;X-D=BASE6;X-E=BASE6;X-F=BASE6;X-G=BASE6;X-H=BASE6;X-I=BASE6;X-J=BASE6;X-K=BASE6;X-L=BASE6;X-M=BASE6:";

    private static readonly string[] Pieces =
        ["\r\n", "\n", "\r", "\r\n ", ":", ";", ",", "=", "=\r\n", "\\", "\"", "^", "\0", "BEGIN:VCARD\r\n", "END:VCARD\r\n", "AGENT:\r\n", "AGENT:\r\nBEGIN:VCARD\r\n", "PHOTO;BASE64:", "ENCODING=QUOTED-PRINTABLE", "CHARSET=ISO-2022-JP", "item1.", "X-ABLabel:", "\uFEFF", "é", "\t", "data:image/png;base64,", "END:VCARD", "BEGIN:VCARD", "END:VCARDBEGIN:VCARD", "AGENT:BEGIN:VCARD\r\n"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_line_of_a_mutated_file_is_in_a_card_that_is_read_or_rejected(int seed)
    {
        var random = new Random(seed);
        var samples = CardSample.All.ToList();
        for (var round = 0; round < 250; round++)
        {
            var sample = samples[random.Next(samples.Count)];
            var bytes = Mutate(random, [.. sample.Bytes(), .. "\r\n"u8, .. samples[random.Next(samples.Count)].Bytes()]);
            var cards = await CardSample.ReadCardsAsync(new Slow(bytes, random.Next(1, 40)), sample.Encoding).WaitAsync(TimeSpan.FromSeconds(20));
            cards.ForEach(card => CardSample.Describe(card));
            Assert.Equal(cards.Select(card => card.Line).Distinct().Order(), cards.Select(card => card.Line));
            if (sample.Encoding.CodePage == Encoding.UTF8.CodePage)
            {
                Assert.Equal(Begins(bytes), cards.Sum(card => Begins(card.Source.Span)));
            }
        }
    }

    [Fact]
    public async Task The_same_file_in_pieces_of_any_size_gives_the_same_cards()
    {
        var bytes = CardSample.All.Where(sample => sample.Encoding.CodePage == Encoding.UTF8.CodePage).SelectMany(sample => sample.Bytes().Concat("\r\n"u8.ToArray())).ToArray();
        var whole = (await CardSample.ReadCardsAsync(new MemoryStream(bytes), Encoding.UTF8)).ConvertAll(CardSample.Describe);
        foreach (var size in new[] { 1, 2, 3, 7, 1021 })
        {
            Assert.Equal(whole, (await CardSample.ReadCardsAsync(new Slow(bytes, size), Encoding.UTF8)).ConvertAll(CardSample.Describe));
        }
    }

    [Theory]
    [InlineData("FN:", 'x', "vcard-too-large")]
    [InlineData("PHOTO;ENCODING=b:", 'A', "vcard-too-large")]
    public async Task A_line_without_end_costs_its_card_only_and_no_memory(string head, char filler, string code)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var cards = await CardSample.ReadCardsAsync(new Endless($"BEGIN:VCARD\r\n{head}", filler, 64 * 1024 * 1024, "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Next\r\nEND:VCARD\r\n"), Encoding.UTF8);
        Assert.Equal([code, null], cards.Select(card => card.Problem?.Code));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 * 1024 * 1024);
    }

    [Theory]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:", "=\r\n")]
    [InlineData("FN:a", "\r\n b")]
    [InlineData("PHOTO;ENCODING=b:AAAA", "\r\nAAAA")]
    [InlineData("AGENT:\r\nBEGIN:VCARD", "\r\nX:1")]
    [InlineData("FN:a", "\r\nX:1")]
    [InlineData("X", "\r\n b")]
    [InlineData("FN:a", " END:VCARD BEGIN:VCARD")]
    [InlineData("FN:a", ":END:VCARD :")]
    [InlineData(LongHead, "\r\n b")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:a", "\r\n  ")]
    [InlineData("NOTE:a", "\r\nb")]
    [InlineData("CATEGORIES:a", ",\u00E9{0}")]
    public async Task Many_short_lines_take_no_time_that_grows_with_their_square(string start, string more)
    {
        var text = new StringBuilder("BEGIN:VCARD\r\n").Append(start);
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append(more.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        var cards = await CardSample.ReadCardsAsync(new MemoryStream(Encoding.UTF8.GetBytes(text.Append("\r\nEND:VCARD\r\n").ToString())), Encoding.UTF8).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.NotEmpty(cards);
    }

    [Theory]
    [InlineData("IMPP:xmpp:a{0}@example.com")]
    [InlineData("TEL:+8190{0}")]
    [InlineData("LABEL;TYPE=HOME:Street {0}")]
    [InlineData("ADR;TYPE=HOME:;;Street {0}\r\nLABEL;TYPE=HOME:Street {0}")]
    [InlineData("X-SPOUSE:Person {0}")]
    public async Task Ten_times_the_properties_are_ten_times_the_work(string line)
    {
        await ReadAsync(line, 100);
        var few = await ReadAsync(line, 400);
        Assert.InRange(await ReadAsync(line, 4_000), few, 15 * few);
    }

    /// <summary>The bytes that reading a card of so many lines takes, on the caller's thread.</summary>
    private static async Task<long> ReadAsync(string line, int count)
    {
        var lines = string.Concat(Enumerable.Range(0, count).Select(i => line.Replace("{0}", $"{i:D8}", StringComparison.Ordinal) + "\r\n"));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"BEGIN:VCARD\r\nFN:Ada\r\n{lines}END:VCARD\r\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Assert.Single(await CardSample.ReadCardsAsync(file, Encoding.UTF8)).Problem);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public async Task A_picture_of_four_mebibytes_is_read_and_a_larger_one_is_not()
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, .. new byte[(4 * 1024 * 1024) - 3]];
        var card = Assert.Single(await CardSample.ReadCardsAsync(With(picture), Encoding.UTF8));
        Assert.Equal(picture.Length, card.Photo!.Bytes.Length);
        var without = Assert.Single(await CardSample.ReadCardsAsync(With([.. picture, 0]), Encoding.UTF8));
        Assert.Equal((null, "Photo"), (without.Photo, without.Contact.Name.Full));
        Assert.Equal(("vcard-photo-too-large", 3, "PHOTO"), Assert.Single(without.Warnings) is var told ? (told.Code, told.Line, told.Property) : default);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(48)]
    public async Task A_folded_picture_of_any_size_costs_itself_and_takes_no_memory_that_grows_with_it(int mebibytes)
    {
        var picture = Convert.ToBase64String(new byte[(mebibytes * 1024 * 1024) + 1]);
        var folded = new StringBuilder(picture.Length * 2);
        for (var at = 0; at < picture.Length; at += 72)
        {
            folded.Append("\r\n ").Append(picture.AsSpan(at, Math.Min(72, picture.Length - at)));
        }

        using var file = new MemoryStream(Encoding.ASCII.GetBytes($"BEGIN:VCARD\r\nFN:Photo\r\nPHOTO;ENCODING=b:{folded}\r\nTEL:123\r\nEND:VCARD\r\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var card = Assert.Single(await CardSample.ReadCardsAsync(file, Encoding.UTF8));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 120_000_000);
        Assert.Equal((null, "Photo", "123"), (card.Photo, card.Contact.Name.Full, card.Contact.Phones[0].Number));
        Assert.Equal(("vcard-photo-too-large", 3), Assert.Single(card.Warnings) is var told ? (told.Code, told.Line) : default);
    }

    private static MemoryStream With(byte[] picture) =>
        new(Encoding.ASCII.GetBytes($"BEGIN:VCARD\r\nFN:Photo\r\nPHOTO;ENCODING=b;TYPE=JPEG:{Convert.ToBase64String(picture)}\r\nEND:VCARD\r\n"));

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        var mutated = bytes.ToList();
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var at = random.Next(mutated.Count);
            var length = Math.Min(random.Next(1, 60), mutated.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveRange(at, Math.Min(length, mutated.Count - 1));
                    break;
                case 2:
                    mutated.InsertRange(random.Next(mutated.Count), mutated.GetRange(at, length));
                    break;
                case 3:
                    mutated.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    mutated.Reverse(at, length);
                    break;
            }
        }

        return [.. mutated];
    }

    /// <summary>Beginnings of cards, wherever they stand, glued to other lines or not.</summary>
    private static int Begins(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).ToUpperInvariant().Split("BEGIN:VCARD").Length - 1;

    private sealed class Slow(byte[] content, int most) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }

    private sealed class Endless(string start, char filler, long count, string end) : Stream
    {
        private readonly byte[] start = Encoding.ASCII.GetBytes(start);
        private readonly byte[] end = Encoding.ASCII.GetBytes(end);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => start.Length + count + end.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int wanted) => Read(buffer.AsSpan(offset, wanted));

        public override int Read(Span<byte> buffer)
        {
            var read = 0;
            for (; read < buffer.Length && Position < Length; read++, Position++)
            {
                buffer[read] = Position < start.Length ? start[Position] : Position < start.Length + count ? (byte)filler : end[Position - start.Length - count];
            }

            return read;
        }

        /// <summary>On the caller's thread, whose memory is counted.</summary>
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int wanted) => throw new NotSupportedException();
    }
}
