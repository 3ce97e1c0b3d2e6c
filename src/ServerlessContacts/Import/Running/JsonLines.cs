using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessContacts.Import.Running;

/// <summary>JSON documents, each on a line of its own, in memory until they are stored.</summary>
internal sealed class JsonLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> bytes = new();

    public int Count { get; private set; }

    public int Length => bytes.WrittenCount;

    public static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(line, Options))
        {
            write(writer);
        }

        return line.WrittenSpan.ToArray();
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        bytes.Write(line);
        bytes.Write("\n"u8);
        Count++;
    }

    public void Add(JsonLines more)
    {
        bytes.Write(more.bytes.WrittenSpan);
        Count += more.Count;
    }

    public byte[] Take()
    {
        var taken = bytes.WrittenSpan.ToArray();
        bytes.ResetWrittenCount();
        Count = 0;
        return taken;
    }
}

/// <summary>Reads such lines one by one, and says where the next begins.</summary>
internal sealed class JsonLineReader(Stream stream)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    public long Offset { get; private set; } = stream.Position;

    /// <summary>The next line, or null after the last.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) < 0)
        {
            MakeRoom();
            if (await stream.ReadAsync(buffer.AsMemory(end), cancellationToken) is var read && read == 0)
            {
                return null;
            }

            end += read;
        }

        var line = buffer.AsSpan(start, length).ToArray();
        start += length + 1;
        Offset += length + 1;
        return line;
    }

    private void MakeRoom()
    {
        if (start == 0 && end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
    }
}
