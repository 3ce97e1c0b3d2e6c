using ServerlessContacts.Contacts;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Samples;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Providers.Google;
using ServerlessContacts.Tests.Providers.Microsoft;

namespace ServerlessContacts.Tests.Simulators;

/// <summary>The accounts that <c>./dev up</c> offers, as the product reads them.</summary>
public sealed class SampleAccountTests
{
    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    [Fact]
    public async Task Googles_people_come_whole()
    {
        await using var rig = await GoogleRig.StartAsync();
        SampleGoogleBook.Fill(rig.Book, SamplePeople.OfGoogle);

        var (items, people) = await ReadAsync(rig.Contacts);

        Assert.Equal(SamplePeople.OfGoogle.Select(Said).Order(StringComparer.Ordinal), people.Select(Said).Order(StringComparer.Ordinal));
        Assert.All(people, person => Assert.Single(person.Labels));
        Assert.Equal(["Book club", "Customers", "Suppliers"], people.SelectMany(person => person.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(["--", "1979-11-03", "1984-04-12"], people.Select(person => person.Birthday ?? "--").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var photo = await rig.Contacts.PhotoAsync(Assert.Single(items, item => item.PhotoTag is not null), default);
        Assert.Equal(SamplePeople.Portrait(), photo!.Bytes.ToArray());
    }

    [Fact]
    public async Task Microsofts_people_come_whole()
    {
        await using var rig = await AccountRig.StartAsync();
        SampleMailbox.Fill(rig.Mailbox, SamplePeople.OfMicrosoft);

        var (items, people) = await ReadAsync(rig.Account);

        Assert.Equal(SamplePeople.OfMicrosoft.Select(Said).Order(StringComparer.Ordinal), people.Select(Said).Order(StringComparer.Ordinal));
        Assert.Equal(["Customers", "Suppliers"], people.SelectMany(person => person.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal("1968-06-21", Assert.Single(people, person => person.Birthday is not null).Birthday);
        var photos = new List<ProviderPhoto?>();
        foreach (var item in items)
        {
            photos.Add(await rig.Account.PhotoAsync(item, default));
        }

        Assert.Equal(SamplePeople.Portrait(), Assert.Single(photos.OfType<ProviderPhoto>()).Bytes.ToArray());
    }

    [Theory]
    [InlineData("--port-google 0 --port-microsoft 8081", 0, 8081)]
    [InlineData("--port-google 65535 --port-microsoft 0", 65535, 0)]
    public void Ports_are_read(string line, int google, int microsoft) => Assert.Equal(new SimulatorPorts(google, microsoft), SimulatorPorts.Parse(line.Split(' ')));

    [Theory]
    [InlineData("")]
    [InlineData("--port-google 0")]
    [InlineData("--port-google 0 --port-microsoft 65536")]
    [InlineData("--port-google http --port-microsoft 0")]
    [InlineData("--port-google 0 --port-microsoft 0 --verbose")]
    public void Other_command_lines_are_not_understood(string line) => Assert.Null(SimulatorPorts.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static async Task<(IReadOnlyList<ProviderItem> Items, IReadOnlyList<Contact> People)> ReadAsync(IAccount account)
    {
        var (views, items) = (new Views(account, Rules), new List<ProviderItem>());
        ProviderPage? page = null;
        do
        {
            items.AddRange((page = await account.PageAsync(page?.Next, default)).Items);
        }
        while (!page.IsLast);

        return (items, [.. items.Select(views.There)]);
    }

    private static string Said(SamplePerson person) =>
        $"{person.Given} {person.Family} ({person.PhoneticGiven} {person.PhoneticFamily}), {person.Title}, {person.Company}, {person.Email}, {person.Mobile}, {person.Work}";

    private static string Said(Contact contact) =>
        $"{contact.Name.Given} {contact.Name.Family} ({contact.Name.PhoneticGiven} {contact.Name.PhoneticFamily}), {contact.Organization?.Title}, {contact.Organization?.Name}, "
        + $"{Assert.Single(contact.Emails).Address}, {string.Join(", ", contact.Phones.Select(phone => phone.Raw))}";
}
