using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Cards;

/// <summary>The cards of a file as rows; each is named by the line that it begins on.</summary>
/// <param name="quoted">The encoding of what is quoted without saying one; null for the file's.</param>
internal sealed class CardRows(Stream stream, string encoding, string? quoted) : IRowSource
{
    private readonly VCardReader cards = new(stream, TextEncodings.Get(encoding), quoted is null ? null : TextEncodings.Get(quoted));

    public long BytesRead => stream.Position;

    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken) =>
        await cards.ReadAsync(cancellationToken) is { } card ? new SourceRow(card.Line, "", [], card.Problem is { } problem ? ProblemOf(problem) : null) { Card = card } : null;

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    public static RowProblem ProblemOf(VCardProblem problem) => new(problem.Code, problem.Message) { Line = problem.Line, Column = problem.Property };
}
