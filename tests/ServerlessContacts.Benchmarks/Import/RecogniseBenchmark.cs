using System.Diagnostics;
using System.Globalization;
using System.Text;
using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>
/// CPU seconds that recognising a file of 200 MB takes (its encoding, its delimiter, its layout), beside reading the same bytes and nothing
/// more.
/// </summary>
internal static class RecogniseBenchmark
{
    private const long Bytes = 200_000_000;
    private const int Block = 64 * 1024;

    private static readonly (string Name, string Encoding, string Rows)[] Files =
    [
        ("ASCII", "utf-8", "Ada Winter,ada@example.com,+33 6 12 34 56 78\r\n"),
        ("Japanese, UTF-8", "utf-8", "山田 太郎,taro@example.com,東京都千代田区丸の内一丁目\r\n"),
        ("an accent in each row, windows-1252", "windows-1252", "Zoë Crête-Lefèvre,zoe@example.com,Orléans\r\n"),
        ("Japanese, shift_jis", "shift_jis", "山田 太郎,taro@example.com,東京都千代田区丸の内一丁目\r\n"),
        ("Hebrew, windows-1255", "windows-1255", "אפרים קישון,e@example.com,תל אביב\r\n"),
        ("Russian, UTF-16", "utf-16", "Фёдор Достоевский,f@example.com,Москва\r\n"),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var bytes = arguments is [var said] ? long.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture) : Bytes;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.WriteLine($"{bytes:N0} bytes; CPU seconds to recognise, to read, and their ratio");
        foreach (var (name, encoding, row) in Files)
        {
            var lines = Lines(row, encoding, numbered: false);
            await RecogniseAsync(new Repeated(lines, Block));
            var read = await MeasureAsync(() => ReadAsync(new Repeated(lines, bytes)));
            var recognised = await MeasureAsync(() => RecogniseAsync(new Repeated(lines, bytes)));
            var varied = await MeasureAsync(() => RecogniseAsync(new Repeated(Lines(row, encoding, numbered: true), bytes)));
            Console.WriteLine($"{name,-36} {recognised,6:0.00} {read,6:0.00} {recognised / read,6:0.0}   with different words {varied,6:0.00}");
        }

        return 0;
    }

    /// <summary>The same row again and again, or each with letters of its own.</summary>
    private static byte[] Lines(string row, string encoding, bool numbered)
    {
        var text = new StringBuilder("name,email,city\r\n");
        for (var i = 0; i < 40_000; i++)
        {
            text.Append(numbered ? Letters(i) : "").Append(row);
        }

        return Encoding.GetEncoding(encoding).GetBytes(text.ToString());
    }

    private static string Letters(int number) => number == 0 ? "" : Letters(number / 26) + (char)('a' + (number % 26));

    private static async Task<double> MeasureAsync(Func<Task> work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await work();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static async Task RecogniseAsync(Stream file)
    {
        var survey = await FileSurvey.TakeAsync(file, null, CancellationToken.None);
        await Recogniser.RunAsync(survey, new ImportOptions(), null);
    }

    private static async Task ReadAsync(Stream file)
    {
        var buffer = new byte[Block];
        while (await file.ReadAsync(buffer) > 0)
        {
            // Only read.
        }
    }

    /// <summary>Bytes again and again, as many as are wanted.</summary>
    private sealed class Repeated(byte[] bytes, long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var at = (int)(Position % bytes.Length);
            var count = (int)Math.Min(Math.Min(buffer.Length, bytes.Length - at), length - Position);
            bytes.AsSpan(at, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
