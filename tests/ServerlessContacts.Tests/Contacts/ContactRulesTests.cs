using System.Text;
using System.Text.Json;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class ContactRulesTests
{
    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "FR" }));

    [Theory]
    [InlineData("""{"name":{"given":" Ada ","family":"Lovelace"}}""", """{"name":{"full":"Ada Lovelace","given":"Ada","family":"Lovelace"}}""")]
    [InlineData("""{"name":{"given":"太郎","family":"田中"}}""", """{"name":{"full":"田中 太郎","given":"太郎","family":"田中"}}""")]
    [InlineData("""{"name":{"prefix":"Dr","given":"Eva","middle":"M.","family":"Groß","suffix":"jr"}}""", """{"name":{"full":"Dr Eva M. Groß jr","given":"Eva","family":"Groß","middle":"M.","prefix":"Dr","suffix":"jr"}}""")]
    [InlineData("""{"name":{"full":"The Countess","given":"Ada"}}""", """{"name":{"full":"The Countess","given":"Ada"}}""")]
    [InlineData("""{"phones":[{"number":"06 12 34 56 78"}]}""", """{"name":{},"phones":[{"number":"+33612345678","raw":"06 12 34 56 78","default":true}]}""")]
    [InlineData("""{"phones":[{"number":"4711"}]}""", """{"name":{},"phones":[{"number":"4711","raw":"4711","default":true}]}""")]
    [InlineData("""{"phones":[{"number":"+33612345678","raw":"06 12 34 56 78"}]}""", """{"name":{},"phones":[{"number":"+33612345678","raw":"06 12 34 56 78","default":true}]}""")]
    [InlineData("""{"phones":[{"number":"+33699999999","raw":"06 12 34 56 78"}]}""", """{"name":{},"phones":[{"number":"+33699999999","raw":"+33699999999","default":true}]}""")]
    [InlineData("""{"phones":[{"number":"+33612345678"},{"number":"0612345678"},{"number":"+33612345679","default":true},{"number":" "}]}""",
        """{"name":{},"phones":[{"number":"+33612345678","raw":"+33612345678"},{"number":"+33612345679","raw":"+33612345679","default":true}]}""")]
    [InlineData("""{"emails":[{"address":"A@Example.com"},{"address":"a@example.COM"},{"address":"b@example.com"}]}""",
        """{"name":{},"emails":[{"address":"A@Example.com","default":true},{"address":"b@example.com"}]}""")]
    [InlineData("""{"organization":{"name":" ","title":""},"nickname":"  ","emails":[{"address":"a@example.com"}]}""", """{"name":{},"emails":[{"address":"a@example.com","default":true}]}""")]
    [InlineData("""{"name":{"full":"A"},"birthday":"--02-29","urls":[{"url":" example.com "},{"url":""}],"labels":["x","x"," "]}""",
        """{"name":{"full":"A"},"urls":[{"url":"example.com"}],"birthday":"--02-29","labels":["x"]}""")]
    [InlineData("""{"name":{"full":"A"},"emails":null,"custom":null,"phones":[null]}""", """{"name":{"full":"A"}}""")]
    public void A_contact_is_cleaned(string given, string expected) => Assert.Equal(expected, Write(Rules.Check(Read(given)).Contact));

    [Theory]
    [InlineData("""{}""", "name", ContactMessages.EmptyContact)]
    [InlineData("""{"notes":"only notes"}""", "name", ContactMessages.EmptyContact)]
    [InlineData("""{"internal":true,"name":{"full":"Ada Lovelace"}}""", "name", ContactMessages.InternalName)]
    [InlineData("""{"name":{"full":"A"},"phones":[{"number":"+33612345678"},{"number":"8.19E+11"}]}""", "phones[1].number", "phone-scientific-notation")]
    [InlineData("""{"name":{"full":"A"},"emails":[{"address":"nobody"}]}""", "emails[0].address", "email-no-at")]
    [InlineData("""{"name":{"full":"A"},"birthday":"1980-13-01"}""", "birthday", ContactMessages.InvalidDate)]
    [InlineData("""{"name":{"full":"A"},"birthday":"--02-30"}""", "birthday", ContactMessages.InvalidDate)]
    [InlineData("""{"name":{"full":"A"},"urls":[{"url":"javascript:alert(1)"}]}""", "urls[0].url", ContactMessages.InvalidUrl)]
    public void What_cannot_be_kept_is_named(string given, string field, string code)
    {
        var problem = Assert.Single(Rules.Check(Read(given)).Problems);
        Assert.Equal((field, code), (problem.Field, problem.Code));
    }

    [Fact]
    public void Texts_lists_and_the_whole_contact_have_limits()
    {
        var name = new ContactName { Full = "A" };
        Assert.Equal(ContactMessages.TooLong, Code(new Contact { Name = name, Role = new string('x', 1025) }));
        Assert.True(Rules.Check(new Contact { Name = name, Role = new string('x', 1024) }).IsValid);
        Assert.Equal(ContactMessages.TooMany, Code(new Contact { Name = name, Labels = [.. Enumerable.Range(0, 201).Select(n => $"{n}")] }));
        Assert.Equal(ContactMessages.TooLarge, Code(new Contact { Name = name, Custom = Enumerable.Range(0, 4).ToDictionary(n => $"{n}", _ => new string('x', 64 * 1024)) }));
    }

    [Theory]
    [InlineData("Ada Lovelace", "Ada", "Byron", "Ada Byron")]
    [InlineData("The Countess", "Ada", "Byron", "The Countess")]
    public void A_full_name_that_followed_from_its_parts_follows_from_the_new_ones(string full, string given, string family, string expected)
    {
        var before = new ContactName { Full = full, Given = "Ada", Family = "Lovelace" };
        var after = NameRules.Recompose(before, before with { Given = given, Family = family });
        Assert.Equal(expected, Rules.Check(new Contact { Name = after }).Contact.Name.Full);
    }

    private static string Code(Contact contact) => Assert.Single(Rules.Check(contact).Problems).Code;

    private static Contact Read(string json) => JsonSerializer.Deserialize(json, ContactJson.Contact)!;

    private static string Write(Contact contact) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(contact, ContactJson.Contact));
}
