using System.Text.Json;
using Google.Apis.Json;
using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Google.Mapping;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>People and contacts side by side, as JSON in either's words.</summary>
public sealed class MappingTests
{
    [Theory]
    [InlineData("""{}""", """{"name":{}}""")]
    [InlineData(
        """{"names":[{"givenName":"Aiko","familyName":"Tanaka","middleName":"M","honorificPrefix":"Dr","honorificSuffix":"PhD","phoneticGivenName":"アイコ","phoneticFamilyName":"タナカ","displayName":"Aiko Tanaka","unstructuredName":"Aiko Tanaka"}]}""",
        """{"name":{"given":"Aiko","family":"Tanaka","middle":"M","prefix":"Dr","suffix":"PhD","phoneticGiven":"アイコ","phoneticFamily":"タナカ"}}""")]
    [InlineData("""{"names":[{"unstructuredName":"Aiko Tanaka","displayName":"Aiko"}]}""", """{"name":{"full":"Aiko Tanaka"}}""")]
    [InlineData("""{"names":[{"givenName":"Me","metadata":{"source":{"type":"PROFILE"}}},{"givenName":"Aiko","metadata":{"source":{"type":"CONTACT"}}}]}""", """{"name":{"given":"Aiko"}}""")]
    [InlineData("""{"nicknames":[{"value":"Tanaka","type":"MAIDEN_NAME"},{"value":"Ai","type":"DEFAULT"}]}""", """{"name":{},"nickname":"Ai"}""")]
    [InlineData(
        """{"organizations":[{"jobDescription":"Buys"},{"name":"例株式会社","title":"部長","department":"営業","phoneticName":"レイ","current":true},{"name":"Old"}]}""",
        """{"name":{},"organization":{"name":"例株式会社","department":"営業","title":"部長","phoneticName":"レイ"}}""")]
    [InlineData("""{"occupations":[{"value":"Buyer"},{"value":"Poet"}]}""", """{"name":{},"role":"Buyer"}""")]
    [InlineData(
        """{"emailAddresses":[{"value":"aiko@example.jp","type":"work"},{"value":" "},{"value":"a@b.example","type":"Boat house"}]}""",
        """{"name":{},"emails":[{"address":"aiko@example.jp","label":"work"},{"address":"a@b.example","label":"Boat house"}]}""")]
    [InlineData(
        """{"phoneNumbers":[{"value":"090-1234-5678","canonicalForm":"+819012345678","type":"homeFax","formattedType":"Home Fax"}]}""",
        """{"name":{},"phones":[{"number":"090-1234-5678","raw":"090-1234-5678","label":"homeFax"}]}""")]
    [InlineData(
        """{"addresses":[{"streetAddress":"1-1","extendedAddress":"3F","poBox":"7","city":"Chiyoda","region":"Tokyo","postalCode":"100-0001","country":"Japan","countryCode":"JP","type":"work","formattedValue":"all of it"},{"formattedValue":"somewhere"}]}""",
        """{"name":{},"addresses":[{"label":"work","street":"1-1","extended":"3F","poBox":"7","city":"Chiyoda","region":"Tokyo","postalCode":"100-0001","country":"Japan"},{"formatted":"somewhere"}]}""")]
    [InlineData("""{"imClients":[{"username":"aiko","protocol":"skype","type":"home"}]}""", """{"name":{},"ims":[{"address":"aiko","protocol":"skype","label":"home"}]}""")]
    [InlineData("""{"urls":[{"value":"https://example.jp","type":"homePage"}]}""", """{"name":{},"urls":[{"url":"https://example.jp","label":"homePage"}]}""")]
    [InlineData("""{"birthdays":[{"date":{"year":1980,"month":4,"day":9}}]}""", """{"name":{},"birthday":"1980-04-09"}""")]
    [InlineData("""{"birthdays":[{"date":{"month":2,"day":29}}]}""", """{"name":{},"birthday":"--02-29"}""")]
    [InlineData("""{"birthdays":[{"date":{"year":0,"month":4,"day":9}}]}""", """{"name":{},"birthday":"--04-09"}""")]
    [InlineData("""{"birthdays":[{"text":"in spring"}]}""", """{"name":{}}""")]
    [InlineData("""{"birthdays":[{"date":{"year":1980}}]}""", """{"name":{}}""")]
    [InlineData("""{"biographies":[{"value":"Two\nlines","contentType":"TEXT_PLAIN"}]}""", """{"name":{},"notes":"Two\nlines"}""")]
    [InlineData(
        """{"userDefined":[{"key":"b","value":"1"},{"key":"a","value":"2"},{"key":"b","value":"3"},{"key":"","value":"4"}]}""",
        """{"name":{},"custom":{"a":"2","b":"1"}}""")]
    [InlineData("""{"relations":[{"person":"Kenji","type":"spouse"}],"events":[{"date":{"year":2001,"month":1,"day":1}}],"genders":[{"value":"female"}]}""", """{"name":{}}""")]
    public void What_a_person_says_is_shown_in_our_words(string person, string contact) => AssertSame(contact, PersonMapping.View(Read(person)));

    [Theory]
    [InlineData("""{}""", """{}""")]
    [InlineData(
        """{"name":{"full":"Dr Aiko Tanaka","given":"Aiko","family":"Tanaka","prefix":"Dr"}}""",
        """{"names":[{"familyName":"Tanaka","givenName":"Aiko","honorificPrefix":"Dr"}]}""")]
    [InlineData("""{"name":{"full":"Aiko Tanaka"}}""", """{"names":[{"givenName":"Aiko Tanaka"}]}""")]
    [InlineData("""{"name":{"full":"  "},"nickname":" ","role":"","notes":"\n"}""", """{}""")]
    [InlineData("""{"organization":{"name":"Example","title":"Head"},"role":"Buyer"}""", """{"occupations":[{"value":"Buyer"}],"organizations":[{"name":"Example","title":"Head"}]}""")]
    [InlineData("""{"emails":[{"address":"a@example.jp","label":"work","default":true}]}""", """{"emailAddresses":[{"type":"work","value":"a@example.jp"}]}""")]
    [InlineData("""{"phones":[{"number":"+81312345678","raw":"03-1234-5678","label":"work","short":"12"}]}""", """{"phoneNumbers":[{"type":"work","value":"03-1234-5678"}]}""")]
    [InlineData("""{"phones":[{"number":"+81312345678"}]}""", """{"phoneNumbers":[{"value":"+81312345678"}]}""")]
    [InlineData("""{"phones":[{"raw":"03-1234-5678","extension":"21"}]}""", """{"phoneNumbers":[{"value":"03-1234-5678 ext. 21"}]}""")]
    [InlineData("""{"phones":[{"raw":"03-1234-5678 内線 21","extension":"21"}]}""", """{"phoneNumbers":[{"value":"03-1234-5678 内線 21"}]}""")]
    [InlineData("""{"addresses":[{"city":"Tokyo","formatted":"Tokyo, Japan"}]}""", """{"addresses":[{"city":"Tokyo"}]}""")]
    [InlineData("""{"addresses":[{"label":"home","formatted":"Tokyo, Japan"}]}""", """{"addresses":[{"formattedValue":"Tokyo, Japan","type":"home"}]}""")]
    [InlineData("""{"birthday":"1980-04-09"}""", """{"birthdays":[{"date":{"day":9,"month":4,"year":1980}}]}""")]
    [InlineData("""{"birthday":"--02-29"}""", """{"birthdays":[{"date":{"day":29,"month":2}}]}""")]
    [InlineData("""{"birthday":"1980-02-30"}""", """{}""")]
    [InlineData("""{"notes":"Hello"}""", """{"biographies":[{"contentType":"TEXT_PLAIN","value":"Hello"}]}""")]
    [InlineData("""{"custom":{"b":"1","a":"2"}}""", """{"userDefined":[{"key":"a","value":"2"},{"key":"b","value":"1"}]}""")]
    [InlineData("""{"kind":"organization","internal":true,"folder":"f","photo":"00","groups":["g"],"visibility":"everyone"}""", """{}""")]
    public void A_contact_becomes_a_person(string contact, string expected)
    {
        var person = new Person();
        PersonMapping.Edit(person, Contact(contact));
        Assert.Equal(expected, NewtonsoftJsonSerializer.Instance.Serialize(person));
    }

    /// <summary>The person before, what the contact is to say, and the person after with the fields that an update names.</summary>
    [Theory]
    [InlineData(
        """{"phoneNumbers":[{"value":"1","type":"work","canonicalForm":"+1","metadata":{"verified":true}},{"value":"2","type":"pager"}]}""",
        """{"phones":[{"raw":"3"},{"raw":"1","label":"work"}]}""",
        "phoneNumbers",
        """{"phoneNumbers":[{"value":"3"},{"canonicalForm":"+1","metadata":{"verified":true},"type":"work","value":"1"}]}""")]
    [InlineData(
        """{"emailAddresses":[{"value":"a@x.example","type":"work","displayName":"Aiko"},{"value":"a@x.example","type":"home","displayName":"Ai"}]}""",
        """{"emails":[{"address":"a@x.example","label":"other"},{"address":"a@x.example","label":"work"}]}""",
        "emailAddresses",
        """{"emailAddresses":[{"displayName":"Ai","type":"other","value":"a@x.example"},{"displayName":"Aiko","type":"work","value":"a@x.example"}]}""")]
    [InlineData(
        """{"addresses":[{"city":"Lyon","country":"France","countryCode":"FR","formattedValue":"Lyon\nFrance","type":"home"}]}""",
        """{"addresses":[{"city":"Lyon","country":"France","label":"work"}]}""",
        "addresses",
        """{"addresses":[{"city":"Lyon","country":"France","countryCode":"FR","type":"work"}]}""")]
    [InlineData(
        """{"names":[{"givenName":"A","phoneticMiddleName":"m","phoneticFullName":"p","unstructuredName":"A","displayName":"A"}]}""",
        """{"name":{"given":"B"}}""",
        "names",
        """{"names":[{"givenName":"B","phoneticFullName":"p","phoneticMiddleName":"m"}]}""")]
    [InlineData(
        """{"names":[{"unstructuredName":"Free Form"}]}""",
        """{"name":{"full":"Free Form"}}""",
        "",
        """{"names":[{"unstructuredName":"Free Form"}]}""")]
    [InlineData(
        """{"organizations":[{"name":"Now","location":"3F","current":true},{"name":"Before","endDate":{"year":2001}}]}""",
        """{"organization":{"name":"Next"}}""",
        "organizations",
        """{"organizations":[{"current":true,"location":"3F","name":"Next"},{"endDate":{"year":2001},"name":"Before"}]}""")]
    [InlineData(
        """{"organizations":[{"name":"Now","location":"3F"}]}""",
        """{}""",
        "organizations",
        """{"organizations":[{"location":"3F"}]}""")]
    [InlineData(
        """{"nicknames":[{"value":"Tanaka","type":"MAIDEN_NAME"},{"value":"Ai"}]}""",
        """{}""",
        "nicknames",
        """{"nicknames":[{"type":"MAIDEN_NAME","value":"Tanaka"}]}""")]
    [InlineData("""{"birthdays":[{"text":"in spring"}]}""", """{}""", "", """{"birthdays":[{"text":"in spring"}]}""")]
    [InlineData("""{"birthdays":[{"text":"in spring"}]}""", """{"birthday":"--04-09"}""", "birthdays", """{"birthdays":[{"date":{"day":9,"month":4}}]}""")]
    [InlineData(
        """{"userDefined":[{"key":"a","value":"1"},{"key":"a","value":"2"},{"key":"b","value":"3"},{"key":"c","value":"4"}]}""",
        """{"custom":{"a":"5","c":"4"}}""",
        "userDefined",
        """{"userDefined":[{"key":"a","value":"5"},{"key":"a","value":"2"},{"key":"c","value":"4"}]}""")]
    [InlineData(
        """{"urls":[{"value":"p","metadata":{"source":{"type":"PROFILE"}}},{"value":"a","metadata":{"source":{"type":"CONTACT"}}},{"type":"blog"}]}""",
        """{"urls":[{"url":"b"}]}""",
        "urls",
        """{"urls":[{"value":"b"},{"type":"blog"}]}""")]
    [InlineData("""{"relations":[{"person":"Kenji"}],"urls":[{"value":"a"}]}""", """{"urls":[{"url":"a"}]}""", "", """{"relations":[{"person":"Kenji"}],"urls":[{"value":"a"}]}""")]
    public void An_edit_changes_what_differs_and_keeps_the_rest(string before, string wanted, string fields, string after)
    {
        var person = Read(before);
        Assert.Equal(fields, string.Join(',', PersonMapping.Edit(person, Contact(wanted))));
        Assert.Equal(after, NewtonsoftJsonSerializer.Instance.Serialize(person));
    }

    [Fact]
    public void What_google_cannot_hold_is_left_out_in_order()
    {
        var wanted = new Contact
        {
            Emails = [.. Enumerable.Range(0, 200).Select(number => new Email { Address = $"{number}@example.jp" })],
            Phones = [.. Enumerable.Range(0, 200).Select(number => new Phone { Raw = $"{number}" })],
            Urls = [.. Enumerable.Range(0, 200).Select(number => new WebPage { Url = $"{number}" })],
            Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["long"] = new string('x', 1025) },
        };
        var fit = PersonMapping.Fit(wanted);
        Assert.Equal((200, 200, 98, 0), (fit.Emails.Count, fit.Phones.Count, fit.Urls.Count, fit.Custom.Count));
        Assert.Equal("97", fit.Urls[^1].Url);
        Assert.Empty(PersonMapping.Fit(wanted with { Urls = [] }).Custom);
    }

    private static Person Read(string json) => NewtonsoftJsonSerializer.Instance.Deserialize<Person>(json);

    private static Contact Contact(string json) => JsonSerializer.Deserialize(json, ContactJson.Contact)!;

    private static void AssertSame(string expected, Contact found) => Assert.Equal(expected, JsonSerializer.Serialize(found, ContactJson.Contact));
}
