using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Holds what a row says against the rules of contacts. A value that is none costs itself, not the row: it is kept as a custom field under
/// the name of its column, and told.
/// </summary>
internal sealed class RowChecker(IRowMapper mapper, ContactRules rules)
{
    private static readonly Dictionary<string, string> NoFields = new(StringComparer.Ordinal);

    public CheckedRow Check(SourceRow row, Contact contact, IReadOnlyList<RowProblem> warnings) =>
        contact.Custom.Count > ContactLimits.ListLength ? CheckCut(row, contact, warnings) : CheckWhole(row, contact, warnings);

    /// <summary>
    /// Of more custom fields than a contact has room for, the first are kept, and as many less as values may need that are none.
    /// </summary>
    private CheckedRow CheckCut(SourceRow row, Contact contact, IReadOnlyList<RowProblem> warnings)
    {
        var unfit = rules.Check(contact with { Custom = NoFields }) is { IsValid: false } check ? check.Problems.Count : 0;
        var room = Math.Max(0, ContactLimits.ListLength - unfit);
        var first = contact.Custom.ElementAt(room).Key;
        var place = mapper.Locator(row)(new FieldProblem($"custom.{first}", "", "")).Column;
        var kept = contact with { Custom = contact.Custom.Take(room).ToDictionary(StringComparer.Ordinal) };
        return CheckWhole(row, kept, [.. warnings, RowProblems.FieldsLeftOut.At(place)]);
    }

    private CheckedRow CheckWhole(SourceRow row, Contact contact, IReadOnlyList<RowProblem> warnings)
    {
        var check = rules.Check(contact);
        if (check.IsValid)
        {
            return new CheckedRow(check.Contact, null, warnings);
        }

        var locate = mapper.Locator(row);
        var unfit = check.Problems.Where(problem => problem.Code != ContactMessages.EmptyContact).ToList();
        if (unfit.Count > 0 && unfit.TrueForAll(IsUnfitValue))
        {
            List<RowProblem> places = [.. unfit.Select(locate)];
            var (rest, texts) = UnfitValues.TakeOut(contact, unfit);
            var again = rules.Check(rest with { Custom = WithTexts(rest.Custom, places, texts) });
            if (again.IsValid)
            {
                return new CheckedRow(again.Contact, null, [.. warnings, .. places]);
            }
        }

        return new CheckedRow(null, locate(check.Problems.FirstOrDefault(problem => !IsUnfitValue(problem) && problem.Code != ContactMessages.EmptyContact) ?? check.Problems[0]), []);
    }

    private bool IsUnfitValue(FieldProblem problem) =>
        UnfitValues.IsOne(problem) && !(mapper.DemandsWholeNumbers && problem.Field.StartsWith("phones[", StringComparison.Ordinal));

    /// <summary>The values of one column are one field, each on a line of its own.</summary>
    private static Dictionary<string, string> WithTexts(IReadOnlyDictionary<string, string> custom, IReadOnlyList<RowProblem> places, IReadOnlyList<string> texts)
    {
        var all = new Dictionary<string, string>(custom, StringComparer.Ordinal);
        foreach (var column in places.Zip(texts).GroupBy(value => value.First.Column ?? value.First.Code, value => value.Second, StringComparer.Ordinal))
        {
            var (name, number) = (column.Key, 2);
            while (!all.TryAdd(name, string.Join('\n', column)))
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{column.Key} ({number++})");
            }
        }

        return all;
    }
}

/// <summary>A row's contact, checked, with what is to be told of its values; or why there is none.</summary>
internal sealed record CheckedRow(Contact? Contact, RowProblem? Problem, IReadOnlyList<RowProblem> Warnings);
