using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What columns that are known by their words mean beside each other.</summary>
internal static class NamedColumns
{
    /// <summary>Beside these a column named "Nom" or "Name" holds the family name, unless another one does.</summary>
    private static readonly string[] GivenNameWords = ["prenom", "vorname"];

    public static LayoutColumn[] Settle(LayoutColumn[] columns) =>
        WithWholeAddresses(WithPlaces(WithBirthdayParts(WithFamilyName(columns))));

    private static LayoutColumn[] WithFamilyName(LayoutColumn[] columns)
    {
        var isSplit = Array.Exists(columns, column => column.Field == ColumnField.GivenName
            && GivenNameWords.Contains(HeaderText.Fold(column.Header), StringComparer.Ordinal));
        return isSplit && !Has(columns, ColumnField.FamilyName)
            ? [.. columns.Select(column => column.Field == ColumnField.FullName ? column with { Field = ColumnField.FamilyName } : column)]
            : columns;
    }

    /// <summary>"Geburtstag" beside "Geburtsmonat" is the day alone, as in Japanese.</summary>
    private static LayoutColumn[] WithBirthdayParts(LayoutColumn[] columns) => Has(columns, ColumnField.BirthMonth)
        ? [.. columns.Select(column => column.Field == ColumnField.Birthday ? column with { Field = ColumnField.BirthDay } : column)]
        : columns;

    /// <summary>
    /// Where no street is without a place, parts without one belong to the last place before, as programs write one address after the
    /// other.
    /// </summary>
    private static LayoutColumn[] WithPlaces(LayoutColumn[] columns)
    {
        if (Array.Exists(columns, column => column is { Field: ColumnField.Street, Label: null }))
        {
            return columns;
        }

        var taken = columns.Where(IsPart).Where(column => column.Label is not null).Select(column => (column.Field, column.Entry))
            .ToHashSet();
        LayoutColumn? last = null;
        return [.. columns.Select(column =>
        {
            last = column is { Field: ColumnField.Street, Label: not null } ? column : last;
            return last is not null && column.Label is null && IsPart(column) && taken.Add((column.Field, last.Entry))
                ? column with { Label = last.Label, Entry = last.Entry } : column;
        })];
    }

    /// <summary>A place that has nothing but its street has all of the address there.</summary>
    private static LayoutColumn[] WithWholeAddresses(LayoutColumn[] columns)
    {
        var parts = columns.Where(IsPart).GroupBy(column => column.Entry).ToDictionary(entry => entry.Key, entry => entry.Count());
        return [.. columns.Select(column => column is { Field: ColumnField.Street, Label: not null } && parts[column.Entry] == 1
            ? column with { Field = ColumnField.AddressText } : column)];
    }

    private static bool IsPart(LayoutColumn column) => HeaderDictionary.IsAddress(column.Field);

    private static bool Has(LayoutColumn[] columns, ColumnField field) => Array.Exists(columns, column => column.Field == field);
}
