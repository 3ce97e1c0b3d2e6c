using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class CallingCodesTests
{
    [Fact]
    public void No_code_is_the_beginning_of_another()
    {
        var clashes = from a in CallingCodes.All
                      from b in CallingCodes.All
                      where a != b && b.Digits.StartsWith(a.Digits, StringComparison.Ordinal)
                      select (a.Digits, b.Digits);

        Assert.Empty(clashes);
    }

    [Fact]
    public void Every_code_is_found_by_its_digits_and_by_each_of_its_regions() => Assert.All(CallingCodes.All, code =>
    {
        Assert.Same(code, CallingCodes.ForDigits(code.Digits + "99999999"));
        Assert.All(code.Regions.Where(region => region != "001"), region => Assert.Same(code, CallingCodes.ForCountry(region)));
    });

    // The 249 officially assigned codes of ISO 3166-1, and Kosovo, Ascension and Tristan da Cunha.
    [Fact]
    public void Every_region_has_one_code()
    {
        var regions = CallingCodes.All.SelectMany(code => code.Regions).Where(region => region != "001").ToList();

        Assert.Equal(regions.Distinct(), regions);
        Assert.Equal(252, regions.Count);
    }

    [Fact]
    public void Every_region_is_two_capital_letters() =>
        Assert.All(CallingCodes.All.SelectMany(code => code.Regions).Where(region => region != "001"), region => Assert.Matches("^[A-Z]{2}$", region));

    [Theory]
    [InlineData("1", "US")]
    [InlineData("1", "JM")]
    [InlineData("7", "KZ")]
    [InlineData("44", "GG")]
    [InlineData("39", "VA")]
    [InlineData("47", "SJ")]
    [InlineData("61", "CC")]
    [InlineData("212", "EH")]
    [InlineData("262", "YT")]
    [InlineData("358", "AX")]
    [InlineData("590", "BL")]
    [InlineData("599", "BQ")]
    [InlineData("383", "XK")]
    public void Regions_share_codes(string digits, string region) => Assert.Equal(digits, CallingCodes.ForCountry(region)?.Digits);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("033")]
    [InlineData("21")]
    [InlineData("210123")]
    [InlineData("999123")]
    public void Unassigned_codes_are_not_found(string digits) => Assert.Null(CallingCodes.ForDigits(digits));
}
