using System.Buffers;

namespace ServerlessContacts.Import.Files;

/// <summary>What one pass over a file tells of it: its encoding and its beginning. Taken once; what was found is kept with the import.</summary>
internal sealed record FileSurvey(string Encoding, double Confidence, byte[] Beginning, ImportProblem? Problem)
{
    /// <summary>Enough for any header row that is accepted: 1,000 columns of 256 characters.</summary>
    public const int BeginningBytes = 256 * 1024;

    private const int Block = 64 * 1024;

    public static async Task<FileSurvey> TakeAsync(Stream stream, string? demanded, CancellationToken cancellationToken)
    {
        var evidence = new EncodingEvidence();
        var beginning = new ArrayBufferWriter<byte>(Block);
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(0, Block), cancellationToken)) > 0;)
            {
                evidence.Add(buffer.AsSpan(0, read));
                beginning.Write(buffer.AsSpan(0, Math.Min(read, BeginningBytes - beginning.WrittenCount)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        evidence.End();
        return Judge(evidence, beginning.WrittenSpan.ToArray(), demanded);
    }

    private static FileSurvey Judge(EncodingEvidence evidence, byte[] beginning, string? demanded)
    {
        if (demanded is not null && TextEncodings.Find(demanded) is null)
        {
            return new FileSurvey(demanded, 0, beginning, ImportProblems.UnknownEncoding);
        }

        var (name, confidence) = (demanded ?? TextEncodings.Marked(beginning)) is { } certain ? (certain, 1) : evidence.Guess();
        return new FileSurvey(name, confidence, beginning, BinaryFile.Check(beginning, name));
    }
}
