using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Cards;

/// <summary>The numbers of a card, where a property may have become several.</summary>
internal sealed class CardPhones
{
    private const string List = "phones[";

    /// <summary>By number, its place among those of the card.</summary>
    private readonly List<int> sources = [];
    private readonly List<Phone> phones = [];
    private readonly List<RowProblem> told = [];
    private readonly List<Phone> uncut = [];

    public IReadOnlyList<Phone> Phones => phones;

    public IReadOnlyList<RowProblem> Told => told;

    public IReadOnlyList<Phone> Uncut => uncut;

    public static CardPhones Of(VCard card, PhoneParser parser)
    {
        var all = new CardPhones();
        foreach (var phone in card.Contact.Phones)
        {
            all.Add(card, phone, CutNumbers.Of(phone, parser));
        }

        return all;
    }

    /// <summary>The path in the card's contact of a field of the draft.</summary>
    public string FieldInCard(string field)
    {
        var end = field.IndexOf(']', StringComparison.Ordinal);
        return field.StartsWith(List, StringComparison.Ordinal)
            && int.TryParse(field.AsSpan(List.Length, end - List.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{List}{sources[number]}{field.AsSpan(end)}")
            : field;
    }

    private static Phone Part(Phone phone, string number, bool isFirst) =>
        phone with { Number = number, Raw = number, Default = phone.Default && isFirst };

    private void Add(VCard card, Phone phone, CutNumbers numbers)
    {
        var source = sources.Count == 0 ? 0 : sources[^1] + 1;
        for (var index = 0; index < numbers.Count; index++)
        {
            sources.Add(source);
            phones.Add(numbers.Count == 1 ? phone : Part(phone, numbers[index], isFirst: index == 0));
        }

        if (numbers.Told is { } problem)
        {
            var place = card.PlaceOf(string.Create(CultureInfo.InvariantCulture, $"{List}{source}]"));
            told.Add(problem with { Line = place?.Line, Column = place?.Property });
        }

        if (numbers.Uncut is { } whole)
        {
            uncut.Add(whole);
        }
    }
}
