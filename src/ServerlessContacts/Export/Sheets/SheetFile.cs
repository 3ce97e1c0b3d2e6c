using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Export.Losses;

namespace ServerlessContacts.Export.Sheets;

/// <summary>A CSV with a byte order mark, without which spreadsheets take UTF-8 for something else, and lines that end with CR and LF.</summary>
internal sealed class SheetFile(ISheet sheet, ContactRules rules) : IExportFile
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly ListLengths lengths = new();
    private IReadOnlyList<LayoutColumn> columns = [];

    public bool TakesPhotos => false;

    public IReadOnlySet<string> Prepare(Contact contact)
    {
        var fitted = sheet.Fit(contact);
        lengths.Cover(fitted);
        return LostFields.Between(contact, Read(fitted));
    }

    /// <summary>What somebody who reads the file and heeds the rules of contacts will know.</summary>
    public Contact Read(Contact fitted)
    {
        var read = sheet.Read(fitted);
        return rules.Check(read) is { IsValid: true } valid ? valid.Contact : read;
    }

    public void Begin(TextWriter text)
    {
        columns = sheet.Columns(lengths);
        text.Write(ByteOrderMark);
        var row = new RowWriter(text, sheet.QuotesAll);
        foreach (var column in columns)
        {
            row.Write(FormulaGuard.Protect(column.Header));
        }

        row.End();
    }

    public void Write(Contact contact, VCardPhoto? photo, TextWriter text)
    {
        var fitted = sheet.Fit(contact);
        var row = new RowWriter(text, sheet.QuotesAll);
        foreach (var column in columns)
        {
            row.Write(Protect(column.Field, sheet.Cell(fitted, column)));
        }

        row.End();
    }

    private static string? Protect(ColumnField field, string? cell) =>
        cell is null ? null : field is ColumnField.Phone or ColumnField.PhoneShort ? NumberGuard.Protect(cell) : FormulaGuard.Protect(cell);
}
