using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Makes the phones of a row's texts.</summary>
internal sealed class PhoneAssembler(Layout layout, CellPlaces places, PhoneParser parser)
{
    public List<Phone> Assemble(ref AssembledRow row)
    {
        var phones = new List<Phone>(2);
        foreach (var place in places.Phones)
        {
            if (row.Text(place[ColumnField.Phone]) is { } cell)
            {
                Add(ref row, place, cell, phones);
            }
        }

        return phones;
    }

    private void Add(ref AssembledRow row, EntryPlace place, string cell, List<Phone> phones)
    {
        var (label, isDefault) = row.Label(place, ColumnField.PhoneLabel, ColumnField.PhoneDefault, layout.Family);
        var (extension, shortNumber) = (row.Text(place[ColumnField.PhoneExtension]), row.Text(place[ColumnField.PhoneShort]));
        var phone = new Phone { Label = label, Extension = extension, Short = shortNumber };
        var (first, values) = (phones.Count, CellText.Split(cell, layout.Family));
        for (var i = 0; i < values.Count; i++)
        {
            var numbers = Numbers(ref row, values[i], phone, place.Header);
            for (var j = 0; j < numbers.Count; j++)
            {
                row.Note("phones", phones.Count, place);
                row.Problem ??= CheckWhole(numbers[j], place.Header);
                phones.Add(phone with { Number = numbers[j], Default = isDefault && phones.Count == first });
            }
        }
    }

    /// <summary>In our own export a value is one number, whatever it looks like.</summary>
    private CutNumbers Numbers(ref AssembledRow row, string value, Phone phone, string header)
    {
        if (layout.Family == LayoutFamily.Own)
        {
            return CutNumbers.Whole(value);
        }

        var numbers = CutNumbers.Of(phone with { Number = value }, parser);
        if (numbers.Told is { } told)
        {
            (row.Warnings ??= []).Add(told.At(header));
        }

        if (numbers.Uncut is { } uncut)
        {
            (row.Uncut ??= []).Add(uncut);
        }

        return numbers;
    }

    private RowProblem? CheckWhole(string number, string header) =>
        layout.DemandsWholeNumbers && parser.Parse(number).Kind == PhoneParseKind.KeptAsWritten && !parser.IsInternational(number)
            ? RowProblems.NotInternational.At(header)
            : null;
}
