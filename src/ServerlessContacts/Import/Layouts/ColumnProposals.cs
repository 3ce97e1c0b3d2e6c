using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What the columns of a file may hold: by their headers, else by their first values.</summary>
internal static class ColumnProposals
{
    /// <summary>So many columns are proposed at most, so that the proposal stays small beside the import that it is kept with.</summary>
    private const int MostColumns = 200;

    private const int Examples = 3;
    private const int ExampleLength = 60;

    private const double ByHeader = 1;
    private const double ByValues = 0.6;

    /// <summary>As many of a column's values speak for it.</summary>
    private const double Share = 0.8;

    private static readonly PhoneParser Phones = new(new PhoneParserOptions { Country = "US" });

    public static IReadOnlyList<ProposedColumn> Of(IReadOnlyList<string> header, IReadOnlyList<SourceRow> rows)
    {
        var proposed = header.Take(MostColumns).Select((text, index) => Of(text, index, Values(rows, index))).ToList();
        return WithName(proposed);
    }

    private static ProposedColumn Of(string header, int index, IReadOnlyList<string> values)
    {
        var known = HeaderDictionary.Read(header, index);
        var isKnown = known.Field != ColumnField.Custom;
        var field = isKnown ? known.Field : Guess(values);
        return new ProposedColumn
        {
            Header = header.Trim(),
            Field = ColumnNames.Of(field),
            Label = known.Label,
            Confidence = isKnown ? ByHeader : field == ColumnField.Custom ? 0 : ByValues,
            Examples = [.. values.Take(Examples).Select(value => value.Length > ExampleLength ? string.Concat(value.AsSpan(0, ExampleLength), "…") : value)],
        };
    }

    private static ColumnField Guess(IReadOnlyList<string> values)
    {
        if (Most(values, value => value.Contains('@', StringComparison.Ordinal) && EmailParser.Parse(value).IsParsed))
        {
            return ColumnField.Email;
        }

        if (Most(values, value => value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || value.StartsWith("www.", StringComparison.OrdinalIgnoreCase)))
        {
            return ColumnField.Url;
        }

        return Most(values, IsPhone) ? ColumnField.Phone : ColumnField.Custom;
    }

    /// <summary>Long enough, and written as people write numbers: amounts and years are neither.</summary>
    private static bool IsPhone(string value) =>
        value.Count(char.IsAsciiDigit) >= 8 && DateText.Read(value, DateOrder.DayFirst) is null && Phones.Parse(value).Kind != PhoneParseKind.Unrecoverable
        && (value[0] is '+' or '0' or '(' || value.AsSpan().ContainsAny(" -."));

    /// <summary>A table of people has names: where no header says so, the first column of words that vary.</summary>
    private static IReadOnlyList<ProposedColumn> WithName(List<ProposedColumn> proposed)
    {
        var isNamed = proposed.Exists(column => column.Field.StartsWith("name.", StringComparison.Ordinal) || column.Field == "organization.name");
        var first = isNamed ? -1 : proposed.FindIndex(column => column.Confidence == 0 && column.Examples.Any() && column.Examples.All(IsName));
        if (first >= 0)
        {
            proposed[first] = proposed[first] with { Field = ColumnNames.Of(ColumnField.FullName), Confidence = ByValues / 2 };
        }

        return proposed;
    }

    private static bool IsName(string value) => value.Length > 1 && value.All(c => char.IsLetter(c) || c is ' ' or '.' or '\'' or '-' or ',' or '・');

    private static bool Most(IReadOnlyList<string> values, Func<string, bool> says) => values.Count > 0 && values.Count(says) >= Share * values.Count;

    private static List<string> Values(IReadOnlyList<SourceRow> rows, int index) =>
        [.. rows.Where(row => index < row.Count).Select(row => CellText.Clean(row.Cell(index)).ToString()).Where(value => value.Length > 0)];
}
