using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Tests.Contacts.VCards;

public sealed class CardDateTests
{
    [Theory]
    [InlineData("1980-04-09", "1980-04-09")]
    [InlineData("19800409T000000Z", "1980-04-09")]
    [InlineData("--0409", "--04-09")]
    [InlineData("1980/4/9", "1980-04-09")]
    [InlineData("1980年4月9日", "1980-04-09")]
    [InlineData("S55.4.9", "1980-04-09")]
    [InlineData("S55/4/9", "1980-04-09")]
    [InlineData("昭55.4.9", "1980-04-09")]
    [InlineData("昭和５５年 ４月 ９日", "1980-04-09")]
    [InlineData("昭和五十五年四月九日", "1980-04-09")]
    [InlineData("一九八〇年四月九日", "1980-04-09")]
    [InlineData("令和元年五月一日", "2019-05-01")]
    [InlineData("昭和65年4月9日", null)]
    [InlineData("Tuesday", null)]
    [InlineData("sometime in May", null)]
    public void A_birthday_is_read_as_cards_and_japan_write_it(string written, string? date) => Assert.Equal(date, CardDate.Read(written, ""));
}
