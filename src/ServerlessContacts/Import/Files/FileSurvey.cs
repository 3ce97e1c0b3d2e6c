using System.Buffers;

namespace ServerlessContacts.Import.Files;

/// <summary>What one pass over a file tells of it: its encoding and its beginning. Taken once; what was found is kept with the import.</summary>
/// <param name="Encodings">What it may be in, the likeliest first.</param>
internal sealed record FileSurvey(IReadOnlyList<EncodingGuess> Encodings, byte[] Beginning, ImportProblem? Problem)
{
    /// <summary>Enough for any header row that is accepted: 1,000 columns of 256 characters.</summary>
    public const int BeginningBytes = 256 * 1024;

    private const int Block = 64 * 1024;

    /// <summary>An encoding that is less sure than this is asked for.</summary>
    public const double Sure = 0.9;

    /// <summary>The encoding of what cards quote without saying one, where it is neither UTF-8 nor the file's.</summary>
    public string? Quoted { get; init; }

    public string Encoding => Encodings[0].Name;

    public bool IsSure => Encodings[0].Confidence >= Sure;

    public static async Task<FileSurvey> TakeAsync(Stream stream, string? demanded, CancellationToken cancellationToken)
    {
        var (evidence, quoted) = (new EncodingEvidence(), (QuotedEvidence?)null);
        var beginning = new ArrayBufferWriter<byte>(Block);
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(0, Block), cancellationToken)) > 0;)
            {
                quoted ??= beginning.WrittenCount == 0 && IsOfCards(buffer.AsSpan(0, read)) ? new QuotedEvidence() : null;
                quoted?.Add(buffer.AsSpan(0, read));
                evidence.Add(buffer.AsSpan(0, read));
                beginning.Write(buffer.AsSpan(0, Math.Min(read, BeginningBytes - beginning.WrittenCount)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        evidence.End();
        quoted?.End();
        return Judge(evidence, quoted?.Guess(), beginning.WrittenSpan.ToArray(), demanded);
    }

    private static bool IsOfCards(ReadOnlySpan<byte> block) => block.IndexOf("BEGIN:VCARD"u8) >= 0 || block.IndexOf("begin:vcard"u8) >= 0;

    private static FileSurvey Judge(EncodingEvidence evidence, IReadOnlyList<EncodingGuess>? quoted, byte[] beginning, string? demanded)
    {
        if (demanded is not null && TextEncodings.Find(demanded) is null)
        {
            return new FileSurvey([new EncodingGuess(demanded, 0)], beginning, ImportProblems.UnknownEncoding);
        }

        var guesses = (demanded ?? TextEncodings.Marked(beginning)) is { } certain
            ? [new EncodingGuess(certain, 1)]
            : WideEvidence.Of(beginning) is { } wide ? [wide]
            : quoted is not null && evidence.IsAscii ? quoted
            : AsciiEvidence.Of(beginning) ?? HeaderEvidence.Weigh(evidence.Guess(), beginning);
        return new FileSurvey(guesses, beginning, BinaryFile.Check(beginning, guesses[0].Name))
        {
            Quoted = demanded is null ? quoted?[0].Name : null,
        };
    }
}
