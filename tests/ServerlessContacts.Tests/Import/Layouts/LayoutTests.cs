using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import.Layouts;

public sealed class LayoutTests
{
    [Theory]
    [InlineData("name,job title,e-mail,work phone,optional phone 1,optional phone 2", "six-columns")]
    [InlineData("Name,Job Title,E-Mail,Work Phone,Optional Phone 1,Optional Phone 2,", "six-columns")]
    [InlineData("nom,fonction,e-mail,téléphone professionnel,téléphone optionnel 1,téléphone optionnel 2", "six-columns")]
    [InlineData("NOM;FONCTION;E-MAIL;TELEPHONE PROFESSIONNEL;TELEPHONE OPTIONNEL 1;TELEPHONE OPTIONNEL 2", "six-columns")]
    [InlineData("line,column,code,reason,name,job title,e-mail,work phone,optional phone 1,optional phone 2", "six-columns")]
    [InlineData("name,job title,e-mail,work phone,optional phone 1", "named")]
    [InlineData("Given_Name\tFamily-Name\tE-mail Address", "named")]
    [InlineData("sep=;\nname;email", "named")]
    [InlineData("\"sep=;\"\nname;email", "named")]
    [InlineData("\n\nname,email", "named")]
    [InlineData("\uFEFF\"name\",\"email\"", "named")]
    public async Task A_layout_is_known_by_its_headers(string header, string layout)
    {
        var rig = await ImportRig.StartAsync();
        var separator = header.Contains(';', StringComparison.Ordinal) ? ";" : header.Contains('\t', StringComparison.Ordinal) ? "\t" : ",";
        var cells = header.StartsWith("line", StringComparison.Ordinal) ? "2,,x,y,Ann" : "Ann";
        var import = await rig.ImportAsync($"{header}\n{cells}{separator}\n");
        Assert.Equal((ImportStatus.Done, layout, 1), (import.Status, import.Layout, import.Rows.Created));
    }

    [Fact]
    public async Task The_six_columns_are_read_with_their_labels()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("nom,fonction,e-mail,téléphone professionnel,téléphone optionnel 1,téléphone optionnel 2\n"
            + "Léa Dupont,Directrice,lea@example.fr,+33 1 23 45 67 89,0033612345678,,\n");
        var contact = await rig.OnlyContactAsync();
        Assert.Equal(("Léa Dupont", "Directrice"), (contact.Name.Full, contact.Organization!.Title));
        Assert.Equal([("+33123456789", "work"), ("+33612345678", "other")], contact.Phones.Select(phone => (phone.Number, phone.Label!)));
    }

    [Theory]
    [InlineData("+33 1 23 45 67 89", null)]
    [InlineData("0033123456789", null)]
    [InlineData("03-1234-5678", null)]
    [InlineData("12345", "phone-not-international")]
    [InlineData("ext. 12", "phone-not-international")]
    [InlineData("8.19E+11", "phone-scientific-notation")]
    public async Task A_number_of_the_six_columns_is_international_or_complete(string number, string? code)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"name,job title,e-mail,work phone,optional phone 1,optional phone 2\nAnn,,,,,{number}\nBob,,bob@example.com,,,\n");
        Assert.Equal(code is null ? [] : [("2", "optional phone 2", code)], rig.Rejected());
    }

    [Fact]
    public async Task Named_headers_are_read_in_any_order_and_what_is_unknown_is_kept()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("Shoe size,EMAIL 2,Family Name,given_name,e-mail,Mobile,phone 1,Phone2,company,department,job title,role,url,notes,birthday,,Shoe size\n"
            + "42,b@example.com,Smith,John,a@example.com,090-1111-1111,090-2222-2222|090-3333-3333,090-4444-4444,ACME,Sales,Buyer,North,https://example.com,\"two\nlines\",1980-04-09,lost,43\n");
        var contact = await rig.OnlyContactAsync();
        Assert.Equal(("John Smith", "John", "Smith"), (contact.Name.Full, contact.Name.Given, contact.Name.Family));
        Assert.Equal(["b@example.com", "a@example.com"], contact.Emails.Select(email => email.Address));
        Assert.Equal(
            [("+819011111111", "mobile"), ("+819022222222", null), ("+819033333333", null), ("+819044444444", null)], contact.Phones.Select(phone => (phone.Number, phone.Label)));
        Assert.Equal(("ACME", "Sales", "Buyer", "North"), (contact.Organization!.Name, contact.Organization.Department, contact.Organization.Title, contact.Role));
        Assert.Equal(("https://example.com", "two\nlines", "1980-04-09"), (contact.Urls[0].Url, contact.Notes, contact.Birthday));
        Assert.Equal([("Shoe size", "42"), ("Shoe size 17", "43"), ("column 16", "lost")], contact.Custom.Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData("'+81 90 1234 5678", "+81 90 1234 5678")]
    [InlineData("'=A1", "=A1")]
    [InlineData("'tis", "'tis")]
    public async Task The_apostrophe_before_a_formula_is_no_part_of_the_value(string cell, string notes)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"name,notes\nAnn,{cell}\n");
        Assert.Equal(notes, (await rig.OnlyContactAsync()).Notes);
    }
}
