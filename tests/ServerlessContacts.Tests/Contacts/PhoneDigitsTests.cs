using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class PhoneDigitsTests
{
    [Theory]
    [InlineData("FR", "+33 6 12 34 56 78", "33612345678", "612345678", "0612345678")]
    [InlineData("FR", "06 12 34 56 78", "0612345678", "33612345678", "612345678")]
    [InlineData("FR", "0033 6 12 34 56 78", "0033612345678", "33612345678", "612345678", "0612345678")]
    [InlineData("GB", "+44 (0)20 7946 0018", "4402079460018", "442079460018", "2079460018", "02079460018")]
    [InlineData("US", "(212) 555-0100 x12", "2125550100", "12125550100")]
    [InlineData("IT", "+39 06 1234 5678", "390612345678", "0612345678")]
    [InlineData("HU", "+36 1 234 5678", "3612345678", "12345678", "0612345678")]
    [InlineData("RU", "+7 916 123 45 67", "79161234567", "9161234567", "89161234567")]
    [InlineData("JP", "０９０ー１２３４ー５６７８", "09012345678", "819012345678", "9012345678")]
    [InlineData("DE", "4711", "4711")]
    [InlineData("JP", "内線12", "12")]
    public void A_number_is_looked_for_in_these_forms(string country, string written, params string[] expected) =>
        Assert.Equal(expected, Digits(country, written).ToList());

    [Theory]
    [InlineData("+33 6 12 34 56 78", "33612345678|0612345678")]
    [InlineData("06 12 34 56 78", "33612345678|0612345678")]
    [InlineData("0033 612345678", "33612345678|0612345678|0033612345678")]
    [InlineData("4711", "4711")]
    public void The_index_text_leaves_out_what_another_form_contains(string written, string expected)
    {
        Span<char> text = stackalloc char[PhoneDigits.MaxLength];

        Assert.Equal(expected, text[..Digits("FR", written).WriteTo(text, '|')].ToString());
    }

    [Theory]
    [InlineData("061234", true)]
    [InlineData("0612345678", true)]
    [InlineData("33612", true)]
    [InlineData("5678", true)]
    [InlineData("0033612", false)]
    [InlineData("061235", false)]
    [InlineData("780", false)]
    public void Part_of_any_form_finds_the_number(string query, bool found) =>
        Assert.Equal(found, Digits("FR", "+33 6 12 34 56 78").Contains(query));

    [Fact]
    public void The_parts_are_slices_of_the_number()
    {
        var digits = Digits("FR", "06 12 34 56 78");

        Assert.Equal("33612345678", digits.International.ToString());
        Assert.Equal("612345678", digits.National.ToString());
        Assert.Equal("0", digits.TrunkPrefix.ToString());
    }

    [Theory]
    [InlineData("06 12-34", 8, "061234")]
    [InlineData("０６ー１２", 8, "0612")]
    [InlineData("٠١٢", 8, "012")]
    [InlineData("abc", 8, "")]
    [InlineData("123456789", 4, "1234")]
    public void Digits_are_read_in_any_script(string text, int room, string expected)
    {
        Span<char> digits = stackalloc char[room];

        Assert.Equal(expected, digits[..PhoneDigits.Extract(text, digits)].ToString());
    }

    [Fact]
    public void A_number_of_no_known_country_still_has_its_digits() =>
        Assert.Equal(["999123456"], new PhoneDigits(new PhoneNumber("999 123 456", "+999123456", Extension: null)).ToList());

    private static PhoneDigits Digits(string country, string written) =>
        new(new PhoneParser(new PhoneParserOptions { Country = country }).Parse(written).Phone);
}
