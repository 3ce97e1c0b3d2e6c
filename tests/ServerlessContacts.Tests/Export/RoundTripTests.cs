using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;
using ServerlessContacts.Export;
using ServerlessContacts.Export.Losses;
using ServerlessContacts.Export.Sheets;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>What leaves comes back through the project's own readers as what the export foretold, and brought in again where it is it changes nothing.</summary>
public class RoundTripTests
{
    /// <summary>In our own CSV for whoever reads it; an import leaves them to its settings and to the rights of its caller.</summary>
    private static readonly string[] NotTaken = ["internal", "folder", "groups", "visibility"];

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Google)]
    [InlineData(ExportFormat.Outlook)]
    public void A_table_is_read_as_was_foretold(ExportFormat format) => Check(contact =>
    {
        var (read, _) = ReadRow(Export(contact, format));
        var foretold = WithoutNotTaken(Foretold(contact, format), format);
        Assert.Empty(ContactFields.Changed(foretold, read));
    });

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Google)]
    [InlineData(ExportFormat.Outlook)]
    public void What_a_table_does_not_hold_is_exactly_what_is_named(ExportFormat format) => Check(contact =>
    {
        var (read, _) = ReadRow(Export(contact, format));
        var lost = LostFields.Between(contact, read).Except(format == ExportFormat.Csv ? NotTaken : [], StringComparer.Ordinal);
        Assert.Equal(lost, ExportRig.LossesAsync(format, contact).GetAwaiter().GetResult());
    });

    [Theory]
    [InlineData(ExportFormat.Vcard3)]
    [InlineData(ExportFormat.Vcard4)]
    public void A_card_is_read_as_the_contact_was(ExportFormat format) => Check(contact =>
    {
        var losses = ExportRig.LossesAsync(format, contact).GetAwaiter().GetResult();
        Assert.Equal(losses, LostFields.Between(contact, GeneratedContacts.Checked(ReadCard(Export(contact, format)))).Order(StringComparer.Ordinal));
    });

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Google)]
    [InlineData(ExportFormat.Outlook)]
    [InlineData(ExportFormat.Vcard3)]
    [InlineData(ExportFormat.Vcard4)]
    public void Brought_in_again_it_changes_nothing(ExportFormat format) => Check(contact =>
    {
        var (read, written) = format.IsCard() ? Card(Export(contact, format)) : ReadRow(Export(contact, format));
        var merged = GeneratedContacts.Checked(ContactMerge.Apply(contact, read, written));
        Assert.Empty(ContactFields.Changed(contact, merged));
    });

    private static void Check(Action<Contact> holds) =>
        Prop.ForAll(GeneratedContacts.All().ToArbitrary(), holds).Check(Properties.Cases(80));

    private static string Export(Contact contact, ExportFormat format)
    {
        var rig = new ExportRig();
        rig.ShareAsync(contact).GetAwaiter().GetResult();
        return rig.ExportAsync(format).GetAwaiter().GetResult();
    }

    private static Contact Foretold(Contact contact, ExportFormat format)
    {
        ISheet sheet = format switch
        {
            ExportFormat.Csv => new OwnSheet(ExportRig.Phones),
            ExportFormat.Google => new GoogleSheet(ExportRig.Phones),
            _ => new OutlookSheet(ExportRig.Phones),
        };
        return new SheetFile(sheet, GeneratedContacts.Rules).Read(sheet.Fit(contact));
    }

    private static Contact WithoutNotTaken(Contact contact, ExportFormat format) => format == ExportFormat.Csv
        ? contact with { Internal = false, Folder = null, Groups = [], Visibility = Visibility.Owner }
        : contact;

    /// <summary>The one row, and its full name where the row itself says one.</summary>
    private static (Contact Contact, string? WrittenName) ReadRow(string file)
    {
        var rows = new RowReader(new StringReader(file.TrimStart('\uFEFF')), ',');
        var layout = LayoutCatalogue.Recognise(Next(rows)!.Cells)!;
        var draft = new RowMapper(layout, ExportRig.Phones).Map(Next(rows)!);
        Assert.Null(draft.Problem);
        Assert.Null(Next(rows));
        return (GeneratedContacts.Checked(draft.Contact), draft.Contact.Name.Full);
    }

    private static SourceRow? Next(RowReader rows) => rows.ReadAsync(default).AsTask().GetAwaiter().GetResult();

    private static Contact ReadCard(string file)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var card = new VCardReader(stream, Encoding.UTF8).ReadAsync(default).AsTask().GetAwaiter().GetResult()!;
        Assert.Null(card.Problem);
        return card.Contact;
    }

    private static (Contact Contact, string? WrittenName) Card(string file)
    {
        var read = ReadCard(file);
        return (GeneratedContacts.Checked(read), read.Name.Full);
    }
}
