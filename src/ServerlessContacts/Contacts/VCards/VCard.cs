namespace ServerlessContacts.Contacts.VCards;

/// <summary>One card of a file: a contact as the card says it, not yet checked by <see cref="ContactRules"/>, or what keeps the card from being one.</summary>
/// <param name="Line">The physical line that the card begins on.</param>
/// <param name="Source">The card as it stands in the file, in the file's encoding (UTF-8 for a file in UTF-16), as far as it is kept of one that is too large.</param>
public sealed record VCard(int Line, ReadOnlyMemory<byte> Source)
{
    private readonly Contact? contact;
    private readonly IReadOnlyDictionary<string, VCardPlace> places = new Dictionary<string, VCardPlace>(StringComparer.Ordinal);

    internal VCard(int line, ReadOnlyMemory<byte> source, CardDraft draft)
        : this(line, source)
    {
        (contact, places) = (draft.Contact(), draft.Places);
        (Photo, Warnings) = (draft.Photo, draft.Warnings);
    }

    public VCardProblem? Problem { get; init; }

    /// <exception cref="InvalidOperationException">The card has a <see cref="Problem"/>.</exception>
    public Contact Contact => contact ?? throw new InvalidOperationException($"The card is none: {Problem?.Code}.");

    public VCardPhoto? Photo { get; }

    /// <summary>Values that were kept as they came or left out, as they are none of their kind or too large.</summary>
    public IReadOnlyList<VCardProblem> Warnings { get; } = [];

    /// <summary>Where in the file a field came from (<c>phones[1].number</c>); null where it is nowhere.</summary>
    public VCardPlace? PlaceOf(string field)
    {
        for (var path = field; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('.'), 0)])
        {
            if (places.TryGetValue(path, out var place))
            {
                return place;
            }
        }

        return null;
    }
}

/// <summary>A property of a card: its name and the physical line that it begins on.</summary>
public readonly record struct VCardPlace(int Line, string Property);

/// <summary>Why a card is none: a stable code, and a sentence that says what was found and expected and quotes no value.</summary>
/// <param name="Property">Null where it is no property.</param>
public sealed record VCardProblem(string Code, string Message, int Line = 0, string? Property = null)
{
    internal VCardProblem At(int line, string? property = null) => this with { Line = line, Property = property };
}

/// <summary>Every reason of a card's own, in one place, so that reports, tests and documents name the same ones.</summary>
public static class VCardProblems
{
    public static readonly VCardProblem Unterminated = new("vcard-unterminated", "Expected END:VCARD, found the next card or the end of the file.");

    public static readonly VCardProblem WithoutBegin = new("vcard-without-begin", "Expected BEGIN:VCARD, found lines that belong to no card.");

    public static readonly VCardProblem Merged = new("vcard-merged", "Expected END:VCARD before the next card, found two cards between one beginning and one end.");

    public static readonly VCardProblem InvalidLine = new("vcard-line-invalid",
        "Expected a property such as NAME:value, or a blank before the rest of the line above; found neither, so the line was kept as a text.");

    public static readonly VCardProblem InvalidBase64 = new("vcard-base64-invalid",
        "Expected base64, found characters that are none or an end that is missing, so the picture was kept as a text.");

    public static readonly VCardProblem NulCharacter = new("nul-character", "The property holds a NUL character.");

    public static readonly VCardProblem BrokenEncoding = new("broken-encoding", "The property holds bytes that are no character in its encoding.");

    public static readonly VCardProblem PhotoTooLarge = new("vcard-photo-too-large", "Expected a picture of at most 4 MiB, found a larger one, so it was left out.");

    public static readonly VCardProblem TooLarge = new("vcard-too-large", "Expected a card of at most 8 MiB and 10,000 properties, each line at most 6 MiB; found more.");

    public static readonly VCardProblem LeftOut = new("vcard-property-left-out",
        "Expected at most 65,536 characters, and 96 KiB and 200 fields together, in properties that no field is for; found more, so this one was left out.");

    public static readonly VCardProblem InvalidDate = new(ContactMessages.InvalidDate, ContactMessages.InvalidDateText);

    public static readonly VCardProblem Change = new("ldif-is-change", "Expected an entry, found a record that changes or deletes one.");

    public static readonly VCardProblem NoEntry = new("ldif-without-dn",
        "Expected an entry that begins with dn, found lines that belong to none.");

    public static readonly VCardProblem Group = new("vcard-is-group", "The card is a list of other cards, not a contact.");
}
