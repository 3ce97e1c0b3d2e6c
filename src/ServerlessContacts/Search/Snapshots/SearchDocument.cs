using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A contact prepared for matching and ordering.</summary>
internal sealed class SearchDocument
{
    /// <summary>Objects, references and array headers of a record and its document, beside their texts.</summary>
    private const int FixedBytes = 1000;

    /// <summary>A JSON byte becomes at most a two-byte character; small strings bring as much again in headers.</summary>
    private const int BytesPerStoredByte = 4;

    public SearchDocument(ContactDocument shown, SortKeys keys, int storedBytes)
    {
        Shown = shown;
        Keys = keys;
        Section = new SectionKey(shown.Scope, shown.Scope == ContactScope.Shared ? shown.Record.Contact.Groups.Min(StringComparer.Ordinal) : null);
        Text = DocumentText.Of(shown.Record.Contact);
        Bytes = FixedBytes + (storedBytes * BytesPerStoredByte) + (Text.Text.Length * sizeof(char));
    }

    public ContactDocument Shown { get; }

    public DocumentText Text { get; }

    public SortKeys Keys { get; }

    /// <summary>What it takes in memory, by estimate.</summary>
    public int Bytes { get; }

    public ContactId Id => Shown.Id;

    public Contact Contact => Shown.Record.Contact;

    /// <summary>Where a search shows the contact unless it asks for a group.</summary>
    public SectionKey Section { get; }

    public IEnumerable<PhoneEntry> PhoneEntries =>
        Contact.Phones.SelectMany(PhoneForms.Of).Select(form => new PhoneEntry(ReversedDigits.Of(form), form[0] == '+', this)).Distinct();
}

/// <summary>By name, then by id.</summary>
internal sealed class NameOrder : IComparer<SearchDocument>
{
    public static readonly NameOrder Instance = new();

    public int Compare(SearchDocument? x, SearchDocument? y) => Compare(x!.Keys.Name, x.Id, y!.Keys.Name, y.Id);

    public static int Compare(string name, ContactId id, string otherName, ContactId otherId) =>
        string.CompareOrdinal(name, otherName) is var byName and not 0 ? byName : IdOrder.Compare(id, otherId);
}

internal sealed class IdOrder : IComparer<SearchDocument>
{
    public static readonly IdOrder Instance = new();

    public int Compare(SearchDocument? x, SearchDocument? y) => Compare(x!.Id, y!.Id);

    public static int Compare(ContactId x, ContactId y) =>
        string.CompareOrdinal(x.Place, y.Place) is var byPlace and not 0 ? byPlace : string.CompareOrdinal(x.Unique, y.Unique);
}
