using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Merging;

/// <summary>What a provider has no place for is named by its path.</summary>
public sealed class MissingTests
{
    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    private static readonly Contact Rich = SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = "Ada", Family = "Lovelace" },
        Nickname = "Countess",
        Notes = "first",
        Emails = [new Email { Address = "a@example.com", Label = "work" }, new Email { Address = "b@example.com" }, new Email { Address = "c@example.com" }, new Email { Address = "d@example.com" }],
        Phones = [new Phone { Number = "+81312345678", Label = "work", Short = "12" }, new Phone { Number = "+81312345679", Label = "fax" }],
        Urls = [new WebPage { Url = "https://a.example/" }, new WebPage { Url = "https://b.example/" }],
        Custom = new Dictionary<string, string> { ["floor"] = "3" },
        Photo = "abc",
    });

    [Fact]
    public void At_Google() => Assert.Equal(["phones[0].short", "photo"], Missing(new GoogleProvider(new GoogleSettings(), TimeProvider.System), Rich));

    [Fact]
    public void At_Microsoft() => Assert.Equal(
        ["notes", "emails[0].label", "emails[3]", "phones[1]", "urls[1]", "custom.floor", "phones[0].short", "photo"],
        Missing(new MicrosoftProvider(new MicrosoftSettings(), TimeProvider.System), Rich));

    [Fact]
    public void Of_a_plain_contact_nothing_is() => Assert.Empty(Missing(
        new MicrosoftProvider(new MicrosoftSettings(), TimeProvider.System), SyncRig.Clean(new Contact { Name = new ContactName { Given = "Ada" }, Emails = [new Email { Address = "a@example.com" }] })));

    private static IReadOnlyList<string> Missing(IProvider provider, Contact contact) =>
        ThreeWayMerge.Missing(contact, new Views(provider.Open((_, _) => Task.FromResult("token")), Rules).Fitting(contact));
}
