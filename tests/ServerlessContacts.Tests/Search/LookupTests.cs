using ServerlessContacts.Contacts;
using ServerlessContacts.Search;

namespace ServerlessContacts.Tests.Search;

public sealed class LookupTests
{
    [Theory]
    [InlineData("+81312345678", LookupCertainty.International, "Desk")]
    [InlineData("03-1234-5678", LookupCertainty.International, "Desk")]
    [InlineData("０３（１２３４）５６７８", LookupCertainty.International, "Desk")]
    [InlineData("0081 3 1234 5678", LookupCertainty.International, "Desk")]
    [InlineData("tel:+81-3-1234-5678", LookupCertainty.International, "Desk")]
    [InlineData("+33 6 12 34 56 78", LookupCertainty.International, "Marie")]
    [InlineData("0033612345678", LookupCertainty.International, "Marie")]
    [InlineData("0612345678", LookupCertainty.National, "Marie")]
    [InlineData("4012", LookupCertainty.National, "Inside")]
    [InlineData("77", LookupCertainty.National, "Short")]
    [InlineData("999 3 1234-5678", LookupCertainty.Suffix, "Desk")]
    [InlineData("+1 212 234 5678", LookupCertainty.Suffix, "Desk Marie")]
    [InlineData("345678", LookupCertainty.None, "")]
    [InlineData("012", LookupCertainty.None, "")]
    [InlineData("", LookupCertainty.None, "")]
    [InlineData("no number", LookupCertainty.None, "")]
    [InlineData("8.19E+11", LookupCertainty.None, "")]
    [InlineData("+44 20 7946 0958", LookupCertainty.None, "")]
    public async Task The_surest_kind_of_match_wins(string number, LookupCertainty certainty, string expected)
    {
        var book = new AddressBook();
        await book.ShareAsync(Of("Desk", "03-1234-5678"));
        await book.ShareAsync(Of("Marie", "+33 6 12 34 56 78"));
        await book.ShareAsync(Of("Inside", "4012"));
        await book.ShareAsync(AddressBook.Named("Short") with { Phones = [AddressBook.Phone("03-7777-1111") with { Short = "77" }] });
        var answer = await book.LookupAsync(number);
        Assert.Equal((certainty, expected), (answer.Certainty, Show(answer)));
    }

    [Fact]
    public async Task Personal_comes_before_shared_before_member_and_then_the_name()
    {
        var book = new AddressBook();
        await book.ShareAsync(Of("Cora", "03-1234-5678"));
        await book.ShareAsync(Of("Abel", "+81 3 1234 5678"));
        await book.OwnAsync(AddressBook.Ada, Of("Zoe", "0312345678"));
        await book.ShareAsync(Of("Other", "03-1234-5679"));
        var answer = await book.LookupAsync("+81312345678");
        Assert.Equal("Zoe", answer.Match!.Record.Contact.Caption);
        Assert.Equal("Zoe Abel Cora", Show(answer));
    }

    [Fact]
    public async Task Only_the_longest_common_end_counts()
    {
        var book = new AddressBook();
        await book.ShareAsync(Of("Eight", "11 2234 5678"));
        await book.ShareAsync(Of("Seven", "11 9234 5678"));
        await book.OwnAsync(AddressBook.Ada, Of("Also seven", "11 8234 5678"));
        Assert.Equal("Eight", Show(await book.LookupAsync("99-2234-5678")));
        Assert.Equal("Also seven Eight Seven", Show(await book.LookupAsync("7 234 5678")));
    }

    [Fact]
    public async Task At_most_twenty_others_are_told_and_a_contact_only_once()
    {
        var book = new AddressBook();
        for (var i = 0; i < 25; i++)
        {
            await book.ShareAsync(AddressBook.Named($"N{i:D2}") with { Phones = [AddressBook.Phone("03-1234-5678"), AddressBook.Phone("+81 3 1234 5678")] });
        }

        var answer = await book.LookupAsync("03-1234-5678");
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 21).Select(i => $"N{i:D2}")), Show(answer));
    }

    [Fact]
    public async Task A_number_that_was_changed_or_deleted_is_found_no_more()
    {
        var book = new AddressBook();
        var id = await book.ShareAsync(Of("Desk", "03-1234-5678"));
        Assert.Equal("Desk", Show(await book.LookupAsync("0312345678")));
        await book.ChangeAsync(id, contact => contact with { Phones = [AddressBook.Phone("03-8888-9999")] });
        Assert.Equal(("", "Desk"), (Show(await book.LookupAsync("0312345678")), Show(await book.LookupAsync("0388889999"))));
        await book.DeleteAsync(id);
        Assert.Equal("", Show(await book.LookupAsync("0388889999")));
    }

    private static Contact Of(string name, string number) => AddressBook.Named(name) with { Phones = [AddressBook.Phone(number)] };

    private static string Show(LookupAnswer answer) =>
        string.Join(' ', (answer.Match is null ? [] : answer.Others.Prepend(answer.Match)).Select(contact => contact.Record.Contact.Caption));
}
