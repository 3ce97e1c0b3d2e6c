using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Reads the cards of a file one by one, good and bad, in versions 2.1, 3.0 and 4.0 as producers write them. A card that is none costs no other. What is held is
/// bounded: a card at most, and of that 8 MiB. The stream stays the caller's.
/// </summary>
/// <param name="encoding">The file's; a value may name another.</param>
/// <param name="quoted">What quoted-printable stands for that names no encoding and is not UTF-8; null for the file's.</param>
public sealed class VCardReader(Stream stream, Encoding encoding, Encoding? quoted = null)
{
    /// <summary>Why a card was rejected, in a file in which it is given back; passed over here.</summary>
    public const string RejectionProperty = OwnNames.Rejected;

    /// <summary>A picture of 4 MiB in base64, folded, and 2 MiB for the rest.</summary>
    internal const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Fifty times what a contact's lists hold of each kind.</summary>
    internal const int MostProperties = 10_000;

    private readonly ByteLines lines = new(IsAsciiBased(encoding) ? stream : Transcoded(stream, encoding));
    private readonly CardEncodings encodings = CardEncodings.Of(IsAsciiBased(encoding) ? encoding : Encoding.UTF8, quoted);

    private int last;

    /// <summary>The next card, or null at the end of the file.</summary>
    public async ValueTask<VCard?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await lines.PeekAsync(cancellationToken))
        {
            if (!Unfolding.IsBlank(lines.Current.Span))
            {
                return Unfolding.IsBegin(lines.Current.Span) ? await ReadCardAsync(cancellationToken) : await ReadStrayAsync(cancellationToken);
            }

            lines.Advance();
        }

        return null;
    }

    private async ValueTask<VCard> ReadCardAsync(CancellationToken cancellationToken)
    {
        var card = NewCard();
        card.Take(lines);
        while (await lines.PeekAsync(cancellationToken))
        {
            if (Unfolding.IsEnd(lines.Current.Span))
            {
                card.Take(lines);
                return card.Card();
            }

            if (Unfolding.IsBegin(lines.Current.Span) && !card.IsAgentOpen)
            {
                break;
            }

            await ReadPropertyAsync(card, cancellationToken);
        }

        if (!card.TryEnd())
        {
            card.Fail(VCardProblems.Unterminated.At(card.Line));
        }

        return card.Card();
    }

    /// <summary>A card is known by its line, so one that begins on the same line as the card before has the next number.</summary>
    private CardSource NewCard() => new(last = Math.Max(lines.Number, last + 1), encodings);

    private ValueTask ReadPropertyAsync(CardSource card, CancellationToken cancellationToken)
    {
        if (Unfolding.IsBegin(lines.Current.Span))
        {
            return ReadAgentAsync(card, cancellationToken);
        }

        if (Unfolding.IsBlank(lines.Current.Span) && !lines.Current.Span.Contains((byte)0))
        {
            card.Take(lines);
            return ValueTask.CompletedTask;
        }

        return ReadLineAsync(card, cancellationToken);
    }

    private async ValueTask ReadLineAsync(CardSource card, CancellationToken cancellationToken)
    {
        card.Begin(lines);
        while (await lines.PeekAsync(cancellationToken) && Unfolding.Of(card.Open, lines.Current.Span, card.AtBlank) is var fold and not Fold.None)
        {
            card.Continue(lines, fold);
        }

        card.Close();
    }

    /// <summary>
    /// In 2.1 a card may lie in another, as the value of <c>AGENT</c>. One that begins there without being named ends the card.
    /// </summary>
    private async ValueTask ReadAgentAsync(CardSource card, CancellationToken cancellationToken)
    {
        var (depth, isNamed) = (0, true);
        do
        {
            var isBegin = Unfolding.IsBegin(lines.Current.Span);
            if (isBegin && !isNamed)
            {
                card.Fail(VCardProblems.Unterminated.At(card.Line));
                return;
            }

            depth += isBegin ? 1 : Unfolding.IsEnd(lines.Current.Span) ? -1 : 0;
            isNamed = Unfolding.IsAgent(lines.Current.Span);
            card.AddToAgent(lines);
        }
        while (depth > 0 && await lines.PeekAsync(cancellationToken));
        card.CloseAgent();
    }

    /// <summary>Lines outside of cards, up to the end that lost its beginning or to the next card.</summary>
    private async ValueTask<VCard> ReadStrayAsync(CancellationToken cancellationToken)
    {
        var card = NewCard();
        card.Fail(VCardProblems.WithoutBegin.At(card.Line));
        while (await lines.PeekAsync(cancellationToken) && !Unfolding.IsBegin(lines.Current.Span))
        {
            var isEnd = Unfolding.IsEnd(lines.Current.Span);
            card.Take(lines);
            if (isEnd)
            {
                break;
            }
        }

        return card.Card();
    }

    private static bool IsAsciiBased(Encoding encoding) => encoding.GetByteCount("A") == 1;

    private static Stream Transcoded(Stream stream, Encoding encoding) =>
        Encoding.CreateTranscodingStream(stream, Charsets.Marking(encoding), Encoding.UTF8, leaveOpen: true);
}
