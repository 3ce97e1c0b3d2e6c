using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>One entry of a list, such as the second telephone: where its parts lie among a row's texts, and what its columns say of it.</summary>
internal sealed class EntryPlace(string header)
{
    private readonly int[] parts = NewParts();

    /// <summary>The header that problems and origins name.</summary>
    public string Header { get; set; } = header;

    /// <summary>The label that the column itself says.</summary>
    public string? Label { get; set; }

    /// <summary>Where the part lies; below zero where the entry has no such column.</summary>
    public int this[ColumnField part]
    {
        get => parts[(int)part];
        set => parts[(int)part] = value;
    }

    private static int[] NewParts()
    {
        var none = new int[Enum.GetValues<ColumnField>().Length];
        Array.Fill(none, -1);
        return none;
    }
}

/// <summary>
/// Where the cells of a layout's rows go: each column into one of a row's texts, worked out once, so that a row costs no look-up. Single fields lie at their own number, parts of
/// entries behind them.
/// </summary>
internal sealed class CellPlaces
{
    /// <summary>The cell is kept as a custom field.</summary>
    public const int Custom = -1;

    public const int Ignored = -2;

    private readonly Dictionary<(ColumnField List, int Entry), EntryPlace> entries = [];

    public CellPlaces(Layout layout)
    {
        Count = Enum.GetValues<ColumnField>().Length;
        OfColumn = [.. layout.Columns.Select(Place)];
        Numbers = [.. layout.Columns.Select(column => column.Field is ColumnField.Phone or ColumnField.PhoneShort or ColumnField.PhoneExtension)];
    }

    /// <summary>By column: the place of its text, <see cref="Custom"/> or <see cref="Ignored"/>.</summary>
    public int[] OfColumn { get; }

    /// <summary>By column: whether it holds telephone numbers, which are taken to the letter.</summary>
    public bool[] Numbers { get; }

    /// <summary>How many texts a row has.</summary>
    public int Count { get; private set; }

    public List<EntryPlace> Emails { get; } = [];

    public List<EntryPlace> Phones { get; } = [];

    public List<EntryPlace> Addresses { get; } = [];

    public List<EntryPlace> Ims { get; } = [];

    public List<EntryPlace> Urls { get; } = [];

    public List<EntryPlace> Pairs { get; } = [];

    private int Place(LayoutColumn column)
    {
        switch (column.Field)
        {
            case ColumnField.Custom:
                return Custom;
            case ColumnField.Ignored or ColumnField.Internal:
                return Ignored;
            default:
                return ListOf(column.Field) is var list && list == column.Field && !IsList(list) ? (int)column.Field : PlaceInEntry(list, column);
        }
    }

    private int PlaceInEntry(ColumnField list, LayoutColumn column)
    {
        if (!entries.TryGetValue((list, column.Entry), out var entry))
        {
            entries[(list, column.Entry)] = entry = new EntryPlace(column.Header);
            Entries(list).Add(entry);
        }

        entry.Label ??= column.Label;
        if (column.Field == list)
        {
            entry.Header = column.Header;
        }

        if (entry[column.Field] < 0)
        {
            entry[column.Field] = Count++;
        }

        return entry[column.Field];
    }

    private List<EntryPlace> Entries(ColumnField list) => list switch
    {
        ColumnField.Email => Emails,
        ColumnField.Phone => Phones,
        ColumnField.Street => Addresses,
        ColumnField.Im => Ims,
        ColumnField.Url => Urls,
        _ => Pairs,
    };

    private static bool IsList(ColumnField field) =>
        field is ColumnField.Email or ColumnField.Phone or ColumnField.Street or ColumnField.Im or ColumnField.Url or ColumnField.CustomValue;

    /// <summary>The field that stands for the list that a part belongs to; a single field stands for itself.</summary>
    private static ColumnField ListOf(ColumnField field) => field switch
    {
        >= ColumnField.Email and <= ColumnField.EmailKind => ColumnField.Email,
        >= ColumnField.Phone and <= ColumnField.PhoneDefault => ColumnField.Phone,
        >= ColumnField.AddressLabel and <= ColumnField.AddressText => ColumnField.Street,
        >= ColumnField.Im and <= ColumnField.ImLabel => ColumnField.Im,
        ColumnField.Url or ColumnField.UrlLabel => ColumnField.Url,
        ColumnField.CustomName or ColumnField.CustomValue => ColumnField.CustomValue,
        _ => field,
    };
}
