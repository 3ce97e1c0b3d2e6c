using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Export;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>What a spreadsheet would take for a formula leaves as text, and comes back as it was.</summary>
public class FormulaTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("\0x", "'\0x")]
    [InlineData("\nx", "'\nx")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("﹦1", "'﹦1")]
    [InlineData("'＝1", "''＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''@", "'''@")]
    [InlineData("'tis", "'tis")]
    [InlineData("'", "'")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void A_formula_bears_an_apostrophe_that_is_taken_away_again(string text, string cell)
    {
        Assert.Equal(cell, FormulaGuard.Protect(text));
        Assert.Equal(text, FormulaGuard.Unprotect(cell).ToString());
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Google)]
    [InlineData(ExportFormat.Outlook)]
    public async Task No_cell_of_a_table_begins_like_a_formula_but_numbers(ExportFormat format)
    {
        var rig = new ExportRig();
        await rig.ShareAsync(Everywhere("=1"), Everywhere("@x"), Everywhere("-x"), Everywhere("+x"));
        var cells = Rows(await rig.ExportAsync(format)).SelectMany(row => row).ToList();
        Assert.Contains("'=1", cells);
        Assert.Equal(["+81 3-1234-5678"], cells.Where(cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]).Distinct());
    }

    [Theory]
    [InlineData("+33 6 12 34 56 78", "+33 6 12 34 56 78")]
    [InlineData("+33612345678 ext. 5", "+33612345678 ext. 5")]
    [InlineData("+81 (0)3-1234-5678", "+81 (0)3-1234-5678")]
    [InlineData("03-1234-5678", "03-1234-5678")]
    [InlineData("117", "117")]
    [InlineData("=117", "'=117")]
    [InlineData("+cmd|' /C calc'!A0 5", "'+cmd|' /C calc'!A0 5")]
    [InlineData("@117", "'@117")]
    public async Task A_number_leaves_as_it_is_and_what_is_none_does_not(string written, string cell)
    {
        var rig = new ExportRig();
        await rig.ShareAsync(GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = "Ann" }, Phones = [new Phone { Number = written }] }));
        var rows = Rows(await rig.ExportAsync(ExportFormat.Csv));
        Assert.Equal(cell, rows[1][rows[0].IndexOf("Phone 1")]);
    }

    /// <summary>The text in every field that takes one, and a number that is one.</summary>
    private static Contact Everywhere(string text) => GeneratedContacts.Checked(new Contact
    {
        Folder = text,
        Name = new ContactName { Full = text, Given = text, Family = text, Middle = text, Prefix = text, Suffix = text, PhoneticGiven = text, PhoneticFamily = text },
        Nickname = text,
        Organization = new Organization { Name = text, Department = text, Title = text, PhoneticName = text },
        Role = text,
        Emails = [new Email { Address = $"{text}@example.com".TrimStart('@'), Label = text }],
        Phones = [new Phone { Number = "+81 3-1234-5678", Label = text, Short = text }],
        Addresses =
        [
            new PostalAddress { Label = text, Street = text, Extended = text, PoBox = text, City = text, Region = text, PostalCode = text, Country = text, Formatted = text },
            new PostalAddress { Label = "home", Formatted = text },
        ],
        Ims = [new InstantMessenger { Address = text, Protocol = text, Label = text }],
        Urls = [new WebPage { Url = text, Label = text }],
        Notes = text,
        Custom = new Dictionary<string, string> { [text] = text, ["Spouse"] = text },
        Groups = [text],
        Labels = [text],
    });

    internal static List<List<string>> Rows(string file) => CsvText.Rows(file.TrimStart('\uFEFF'));
}
