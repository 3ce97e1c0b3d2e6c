using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Search;

public sealed class DigitMatchingTests
{
    [Theory]
    [InlineData("FR", "+33 6 12 34 56 78", "06 12 34")]
    [InlineData("FR", "+33 6 12 34 56 78", "061234")]
    [InlineData("FR", "+33 6 12 34 56 78", "6.12.34")]
    [InlineData("FR", "+33 6 12 34 56 78", "+33 (0)6-12")]
    [InlineData("FR", "+33 6 12 34 56 78", "+33 06 12")]
    [InlineData("FR", "+33 6 12 34 56 78", "+33612345678")]
    [InlineData("FR", "+33 6 12 34 56 78", "0033 6 12")]
    [InlineData("FR", "+33 6 12 34 56 78", "0033 (0)6 12")]
    [InlineData("FR", "+33 6 12 34 56 78", "33 6 12")]
    [InlineData("FR", "+33 6 12 34 56 78", "45 67")]
    [InlineData("FR", "+33 6 12 34 56 78", "78")]
    [InlineData("FR", "06.12.34.56.78", "+33 6 12 34")]
    [InlineData("FR", "06.12.34.56.78", "０６　１２")]
    [InlineData("FR", "0612345678", "06/12-34")]
    [InlineData("FR", "01 42 68 53 00", "+331")]
    [InlineData("JP", "090-1234-5678", "0901234")]
    [InlineData("JP", "090-1234-5678", "+81 90-1234")]
    [InlineData("JP", "090-1234-5678", "+81(0)90")]
    [InlineData("JP", "090-1234-5678", "０９０ー１２３４")]
    [InlineData("JP", "+81 3-1234-5678", "03-1234")]
    [InlineData("JP", "+81 3-1234-5678", "03（1234）5678")]
    [InlineData("DE", "+49 (0)30 901820", "030 9018")]
    [InlineData("DE", "030 / 90 18 20", "+49 30 90")]
    [InlineData("DE", "030 / 90 18 20", "+49 (0) 30")]
    [InlineData("DE", "0049 30 901820", "030-90")]
    [InlineData("DE", "0151 23456789", "49151")]
    [InlineData("US", "(415) 555-2671", "415 555")]
    [InlineData("US", "(415) 555-2671", "+1 415")]
    [InlineData("US", "(415) 555-2671", "1-415-555")]
    [InlineData("US", "+1 415.555.2671", "(415) 555-26")]
    [InlineData("US", "1 415 555 2671", "5552671")]
    [InlineData("US", "415-555-2671", "٤١٥")]
    [InlineData("IT", "+39 06 698 1234", "06 698")]
    [InlineData("IT", "+39 06 698 1234", "+39 06")]
    [InlineData("JP", "4012", "4012")]
    [InlineData("JP", "4012", "40-12")]
    public async Task A_number_is_found_by_its_digits_however_either_side_is_written(string country, string number, string query) =>
        Assert.Equal(1, await CountAsync(country, number, query));

    [Theory]
    [InlineData("FR", "+33 6 12 34 56 78", "06 13")]
    [InlineData("FR", "+33 6 12 34 56 78", "12 06 34")]
    [InlineData("FR", "+33 6 12 34 56 78", "+6 12")]
    [InlineData("FR", "+33 6 12 34 56 78", "+34")]
    [InlineData("FR", "+33 6 12 34 56 78", "0034")]
    [InlineData("FR", "+33 6 12 34 56 78", "06 12 34 56 78 9")]
    [InlineData("FR", "+33 6 12 34 56 78", "06x12")]
    [InlineData("JP", "090-1234-5678", "80901")]
    [InlineData("IT", "+39 06 698 1234", "+39 698")]
    public async Task Other_digits_do_not_find_it(string country, string number, string query) =>
        Assert.Equal(0, await CountAsync(country, number, query));

    [Fact]
    public async Task Digits_of_different_numbers_are_not_read_as_one()
    {
        var book = new AddressBook();
        await book.ShareAsync(AddressBook.Named("Two") with { Phones = [AddressBook.Phone("090-1111-2222"), AddressBook.Phone("080-3333-4444")] });
        Assert.Equal(0, (await book.AskAsync("2222080")).Total);
        Assert.Equal(0, (await book.AskAsync("2222 080")).Total);
        Assert.Equal(1, (await book.AskAsync("two 2222 080")).Total);
    }

    [Fact]
    public async Task Extensions_and_short_numbers_are_found()
    {
        var book = new AddressBook();
        await book.ShareAsync(AddressBook.Named("Desk") with { Phones = [AddressBook.Phone("03-1234-5678 ext. 77991") with { Short = "6642" }] });
        Assert.Equal(1, (await book.AskAsync("77991")).Total);
        Assert.Equal(1, (await book.AskAsync("66-42")).Total);
        Assert.Equal(1, (await book.AskAsync("0312345678")).Total);
    }

    [Theory]
    [InlineData("150-0001")]
    [InlineData("12")]
    [InlineData("12/3")]
    public async Task Digits_are_found_in_texts_as_they_stand(string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(AddressBook.Named("House") with { Addresses = [new PostalAddress { Street = "12/3 rue", PostalCode = "150-0001" }] });
        Assert.Equal(1, (await book.AskAsync(query)).Total);
    }

    private static async Task<int> CountAsync(string country, string number, string query)
    {
        var book = new AddressBook();
        await book.ShareAsync(AddressBook.Named("Somebody") with { Phones = [AddressBook.Phone(number, country)] });
        await book.ShareAsync(AddressBook.Named("Nobody") with { Phones = [AddressBook.Phone("+99 9", "JP")] });
        return (await book.AskAsync(query)).Total;
    }
}
