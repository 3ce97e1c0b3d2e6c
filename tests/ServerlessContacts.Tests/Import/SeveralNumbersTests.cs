using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

/// <summary>
/// Several numbers in one cell or property become several numbers and are told; where that is not sure, the text stays as it is and is
/// told.
/// </summary>
public sealed class SeveralNumbersTests
{
    private const string Split = "phone-several";
    private const string Unsure = "phone-several-unsure";

    public static TheoryData<string, string[]> Sure { get; } = new()
    {
        { "+49 30 1234567 / +49 171 7654321", ["+49301234567", "+491717654321"] },
        { "03-1234-5678、090-1234-5678", ["+81312345678", "+819012345678"] },
        { "03-1234-5678 or 090-1234-5678", ["+81312345678", "+819012345678"] },
    };

    [Theory]
    [MemberData(nameof(Sure))]
    public async Task Two_numbers_in_a_cell_are_two_numbers_and_are_told(string cell, string[] numbers)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"name,phone\nAnn,\"{cell}\"\n");
        Assert.Equal(numbers, (await rig.OnlyContactAsync()).Phones.Select(phone => phone.Number));
        Assert.Equal((2, "phone", Split), Told(import));

    }

    [Theory]
    [MemberData(nameof(Sure))]
    public async Task Two_numbers_in_a_property_of_a_card_are_two_numbers_and_are_told(string value, string[] numbers)
    {
        var rig = await ImportRig.StartAsync();
        var import = await CardAsync(rig, $"TEL;TYPE=WORK:{value}");
        var phones = (await rig.OnlyContactAsync()).Phones;
        Assert.Equal(numbers, phones.Select(phone => phone.Number));
        Assert.Equal([("work", true), ("work", false)], phones.Select(phone => (phone.Label!, phone.Default)));
        Assert.Equal((4, "TEL", Split), Told(import));
    }

    [Fact]
    public async Task A_line_break_in_a_property_separates_numbers()
    {
        var rig = await ImportRig.StartAsync();
        await CardAsync(rig, @"TEL:+49 30 1234567\n+49 171 7654321");
        Assert.Equal(["+49301234567", "+491717654321"], (await rig.OnlyContactAsync()).Phones.Select(phone => phone.Number));
    }

    [Theory]
    [InlineData("03-1234-5678/79")]
    [InlineData("03-1234-5678, 03-1234-5679 (desk)")]
    [InlineData("011-44/45")]
    public async Task Where_it_is_not_sure_the_text_stays_as_it_is_and_is_told(string cell)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"name,phone\nAnn,\"{cell}\"\n");
        var phone = Assert.Single((await rig.OnlyContactAsync()).Phones);
        Assert.Equal((cell, cell), (phone.Number, phone.Raw));
        Assert.Equal((2, "phone", Unsure), Told(import));
    }

    [Theory]
    [InlineData("03/1234/5678", "+81312345678")]
    [InlineData("03-1234-5678, 12", "+81312345678")]
    [InlineData("+49 30/1234567", "+49301234567")]
    public async Task One_number_is_one_and_nothing_is_told(string cell, string number)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync($"name,phone\nAnn,\"{cell}\"\n");
        Assert.Equal((number, cell), (await rig.OnlyContactAsync()).Phones is [var phone] ? (phone.Number, phone.Raw) : default);
        Assert.DoesNotContain(import.Warnings ?? [], warning => warning.Line is not null);
    }

    [Fact]
    public async Task A_number_with_an_extension_in_a_column_of_its_own_is_not_cut()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync("Name,Phone,Phone Extension\nAnn,03-1234-5678 / 090-1234-5678,12\n", ("mapping", """
            { "columns": [
              { "header": "Phone", "field": "phones.number", "entry": 1 },
              { "header": "Phone Extension", "field": "phones.extension", "entry": 1 } ] }
            """));
        var phone = Assert.Single((await rig.OnlyContactAsync()).Phones);
        Assert.Equal(("03-1234-5678 / 090-1234-5678", "12", Unsure), (phone.Raw, phone.Extension, Told(import).Code));
    }

    [Fact]
    public async Task In_the_six_columns_each_of_two_numbers_counts()
    {
        var rig = await ImportRig.StartAsync();
        const string Header = "name,job title,e-mail,work phone,optional phone 1,optional phone 2\n";
        var import = await rig.ImportAsync($"{Header}Ann,,,03-1234-5678 / 090-1234-5678,,\nBob,,,03-1234-5678 / 12,,\n");
        Assert.Equal((1, 1), (import.Rows.Created, import.Rows.Rejected));
        Assert.Equal("phone-not-international", Assert.Single(rig.Rejected()).Code);
    }

    [Fact]
    public async Task A_contact_that_has_the_text_already_is_found_by_it_and_does_not_change()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync("name,phone\nAnn,+81 90 1111 2222\n");
        const string Both = "03-1234-5678 / 090-1234-5678";
        await rig.EditAsync("Ann", contact => contact with { Phones = [new Phone { Number = Both, Raw = Both, Default = true }] });
        var import = await rig.ImportAsync($"name,phone\nAnn,{Both}\n");
        Assert.Equal((0, 1), (import.Rows.Created, import.Rows.Unchanged));
    }

    private static (int Line, string Column, string Code) Told(ImportRecord import)
    {
        var warning = Assert.Single(import.Warnings!, warning => warning.Line is not null);
        return (warning.Line!.Value, warning.Column!, warning.Code);
    }

    private static async Task<ImportRecord> CardAsync(ImportRig rig, string line)
    {
        await rig.DropAsync("demo/people.vcf", $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\n{line}\r\nEND:VCARD\r\n");
        await rig.RunAsync();
        return await rig.NewestAsync();
    }
}
