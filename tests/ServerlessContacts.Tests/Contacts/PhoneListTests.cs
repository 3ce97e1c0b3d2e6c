using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

/// <summary>Texts of several numbers, as they are written in each country.</summary>
public sealed class PhoneListTests
{
    public static TheoryData<string, string, string[]> Several { get; } = new()
    {
        { "DE", "+49 30 1234567 / +49 171 7654321", ["+49 30 1234567", "+49 171 7654321"] },
        { "DE", "030/1234567 / 0171/7654321", ["030/1234567", "0171/7654321"] },
        { "DE", "030 1234567 oder 0171 7654321", ["030 1234567", "0171 7654321"] },
        { "DE", "030 1234567, 12 / 0171 7654321", ["030 1234567, 12", "0171 7654321"] },
        { "DE", "030 1234567;0171 7654321;0172 7654321", ["030 1234567", "0171 7654321", "0172 7654321"] },
        { "DE", "Tel: 030 1234567, Fax: 030 1234568", ["Tel: 030 1234567", "Fax: 030 1234568"] },
        { "DE", "+49 30 1234567 +49 171 7654321", ["+49 30 1234567", "+49 171 7654321"] },
        { "DE", "030 1234567\n0171 7654321", ["030 1234567", "0171 7654321"] },
        { "DE", "0301234, 0305678", ["0301234", "0305678"] },
        { "FR", "01 23 45 67 89 / 06 12 34 56 78", ["01 23 45 67 89", "06 12 34 56 78"] },
        { "FR", "01 23 45 67 89 ou 06.12.34.56.78", ["01 23 45 67 89", "06.12.34.56.78"] },
        { "FR", "01.23.45.67.89 poste 12, 06.12.34.56.78", ["01.23.45.67.89 poste 12", "06.12.34.56.78"] },
        { "FR", "01 23 45 67 89 et 06 12 34 56 78", ["01 23 45 67 89", "06 12 34 56 78"] },
        { "JP", "03-1234-5678、090-1234-5678", ["03-1234-5678", "090-1234-5678"] },
        { "JP", "０３－１２３４－５６７８／０９０－１２３４－５６７８", ["０３－１２３４－５６７８", "０９０－１２３４－５６７８"] },
        { "JP", "03(1234)5678または090-1234-5678", ["03(1234)5678", "090-1234-5678"] },
        { "JP", "03・1234・5678、090・1234・5678", ["03・1234・5678", "090・1234・5678"] },
        { "JP", "03-1234-5678・090-1234-5678", ["03-1234-5678", "090-1234-5678"] },
        { "US", "(212) 555-0100/(646) 555-0199", ["(212) 555-0100", "(646) 555-0199"] },
        { "US", "212-555-0100 or 646-555-0199", ["212-555-0100", "646-555-0199"] },
        { "US", "212-555-0100 x12; 646-555-0199 ext. 7", ["212-555-0100 x12", "646-555-0199 ext. 7"] },
        { "US", "1-800-FLOWERS OR 212-555-0100", ["1-800-FLOWERS", "212-555-0100"] },
        { "GB", "020 7946 0000 & 07700 900123", ["020 7946 0000", "07700 900123"] },
        { "GB", "020 7946 0000,07700 900123", ["020 7946 0000", "07700 900123"] },
        { "ES", "912 345 678 y 612 345 678", ["912 345 678", "612 345 678"] },
    };

    public static TheoryData<string, string> Unsure { get; } = new()
    {
        { "DE", "030 123456-78/79" },
        { "DE", "030/1234567/8" },
        { "DE", "030 1234567 / 7654321" },
        { "DE", "030 1234567 (privat) / 0171 7654321 (mobil)" },
        { "FR", "01 23 45 67 89/90" },
        { "FR", "01 23 45 67 89 poste 12/13" },
        { "JP", "03-1234-5678/79" },
        { "JP", "03-1234-5678、5679" },
        { "US", "011-44/45" },
        { "US", "212-555-0100/0101" },
        { "US", "555-0100 / 555-0101" },
        { "US", "212-555-0100, 646-555-0199 (desk)" },
        { "GB", "020 7946 0000/1" },
        { "GB", "020 7946 0000, ext 1, 2" },
    };

    public static TheoryData<string, string> One { get; } = new()
    {
        { "DE", "030/123456" },
        { "DE", "0171/7654321" },
        { "DE", "+49/30/1234567" },
        { "DE", "0049 30/23125-000" },
        { "DE", "030 1234567, 12" },
        { "DE", "030 1234567 / Durchwahl 12" },
        { "DE", "+43 1 58801-0" },
        { "FR", "01/23/45/67/89" },
        { "JP", "03/1234/5678" },
        { "JP", "03・1234・5678" },
        { "US", "1/212/555-0100" },
        { "US", "+1 212 555 0100,,123456#" },
        { "US", "tel:+1-212-555-0100;ext=12" },
        { "GB", "01234/567890" },
        { "GB", "020 7946 0000 / ask for Ann" },
        { "GB", "8,19E+11" },
        { "GB", "n/a" },
        { "GB", ";" },
        { "GB", "" },
    };

    [Theory]
    [MemberData(nameof(Several))]
    public void A_text_of_several_numbers_is_cut_where_each_part_is_one(string country, string text, string[] numbers)
    {
        Assert.Equal(numbers, Numbers(country, text));
        Assert.False(Read(country, text).IsUnsure);
    }

    [Theory]
    [MemberData(nameof(Unsure))]
    public void Where_a_part_is_none_the_text_stays(string country, string text)
    {
        Assert.Equal([text], Numbers(country, text));
        Assert.True(Read(country, text).IsUnsure);
        Assert.Equal(text, Parser(country).Parse(text).Phone.Raw);
    }

    [Theory]
    [MemberData(nameof(One))]
    public void One_number_is_one(string country, string text)
    {
        Assert.Equal([text], Numbers(country, text));
        Assert.False(Read(country, text).IsUnsure);
    }

    [Fact]
    public void An_extension_that_might_be_a_number_is_not_cut_off() =>
        Assert.Equal(["+376 812345, 654321"], Numbers("AD", "+376 812345, 654321"));

    [Fact]
    public void A_text_of_very_many_numbers_stays_as_it_is() =>
        Assert.Equal(1, Read("DE", string.Join('/', Enumerable.Repeat("1", 100_000))).Count);

    private static string[] Numbers(string country, string text)
    {
        var list = Read(country, text);
        return [.. Enumerable.Range(0, list.Count).Select(index => list[index])];
    }

    private static PhoneList Read(string country, string text) => PhoneList.Read(text, Parser(country));

    private static PhoneParser Parser(string country) => new(new PhoneParserOptions { Country = country });
}
