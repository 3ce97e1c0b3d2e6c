using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Import.Cards;

/// <summary>
/// What cards say. Who may see a contact, where it lies, and whether it is internal is not for a file to decide: a card that this service wrote keeps these for
/// whoever reads them, and an import passes over them.
/// </summary>
internal sealed class CardMapper(PhoneParser parser) : IRowMapper
{
    public RowDraft Map(SourceRow row)
    {
        var card = row.Card!;
        var phones = CardPhones.Of(card, parser);
        var contact = card.Contact with
        {
            Phones = phones.Phones,
            Internal = false,
            Folder = null,
            Groups = [],
            Visibility = Visibility.Owner,
            Photo = card.Photo is { } photo ? Photos.NameOf(photo.Bytes.Span) : null,
        };
        return new RowDraft(contact, RowAction.ByMode, null)
        {
            Photo = card.Photo,
            Warnings = [.. card.Warnings.Select(CardRows.ProblemOf), .. phones.Told],
            Uncut = phones.Uncut,
        };
    }

    public RowProblem Locate(SourceRow row, RowProblem problem) => problem;

    public Func<FieldProblem, RowProblem> Locator(SourceRow row)
    {
        var phones = CardPhones.Of(row.Card!, parser);
        return problem =>
        {
            var place = row.Card!.PlaceOf(phones.FieldInCard(problem.Field));
            return new RowProblem(problem.Code, problem.Message) { Line = place?.Line, Column = place?.Property };
        };
    }
}
