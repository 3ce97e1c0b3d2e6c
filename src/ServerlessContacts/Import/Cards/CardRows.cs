using ServerlessContacts.Contacts.Ldif;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Cards;

/// <summary>The cards of a file as rows; each is named by the line that it begins on.</summary>
/// <param name="read">Reads the next of them.</param>
internal sealed class CardRows(Stream stream, Func<CancellationToken, ValueTask<VCard?>> read) : IRowSource
{
    /// <param name="quoted">The encoding of what is quoted without saying one; null for the file's.</param>
    public static CardRows OfCards(Stream stream, string encoding, string? quoted) =>
        new(stream, new VCardReader(stream, TextEncodings.Get(encoding), quoted is null ? null : TextEncodings.Get(quoted)).ReadAsync);

    public static CardRows OfLdif(Stream stream, string encoding) =>
        new(stream, new LdifReader(stream, TextEncodings.Get(encoding)).ReadAsync);

    public long BytesRead => stream.Position;

    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken) =>
        await read(cancellationToken) is { } card
            ? new SourceRow(card.Line, "", [], card.Problem is { } problem ? ProblemOf(problem) : null) { Card = card } : null;

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    public static RowProblem ProblemOf(VCardProblem problem) => new(problem.Code, problem.Message) { Line = problem.Line, Column = problem.Property };
}
