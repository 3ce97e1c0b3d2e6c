using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

internal sealed class MicrosoftTheirs : ITheirs
{
    private static readonly (GraphFault Fault, double Rate)[] Rates =
    [
        (GraphFault.RequestLost, 0.02), (GraphFault.AnswerLost, 0.04), (GraphFault.Unavailable, 0.02), (GraphFault.Throttled, 0.03), (GraphFault.TokenExpired, 0.05),
        (GraphFault.EmptyPage, 0.06), (GraphFault.Replay, 0.2), (GraphFault.EarlyRemoval, 0.1), (GraphFault.PartialItem, 0.2), (GraphFault.StaleListing, 0.1),
        (GraphFault.EmptyListing, 0.05),
    ];

    private readonly GraphSimulator simulator;
    private readonly GraphMailbox mailbox;
    private readonly string[] folders;

    public MicrosoftTheirs(SimulatedAccounts accounts, SimulatedAccount account, TimeProvider time, int seed)
    {
        var chance = new Random(seed);
        // The clock stands still while somebody calls: what comes at the moment of an announcement was on its way, and all that comes later was not.
        simulator = new GraphSimulator(accounts, time, seed) { ThrottlingGrace = TimeSpan.Zero };
        simulator.Faults.StaleBy = TimeSpan.FromSeconds(chance.Next(1, 170));
        simulator.Faults.RetryAfterSeconds = chance.Next(1, (int)LifeServices.LongestThrottling.TotalSeconds);
        simulator.Faults.MostOnPage = chance.Next(1, 5);
        mailbox = simulator.Mailbox(account);
        mailbox.KeepsDeleted = chance.Next(2) == 0;
        folders = [mailbox.DefaultFolder, mailbox.AddFolder("Family"), mailbox.AddFolder("Team")];
        foreach (var (fault, rate) in Rates)
        {
            simulator.Faults.Set(fault, rate);
        }
    }

    public string Scope => "openid profile email offline_access https://graph.microsoft.com/Contacts.ReadWrite";

    public IReadOnlyDictionary<string, Essence> People => mailbox.All.ToDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);

    public IReadOnlyCollection<string> Folders => [.. mailbox.Folders.Select(folder => folder.Name)];

    public IReadOnlyDictionary<string, string> Groups =>
        mailbox.Folders.Where(folder => folders.Contains(folder.Id, StringComparer.Ordinal) && folder.Id != mailbox.DefaultFolder)
            .ToDictionary(folder => folder.Id, folder => folder.Name, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Violations => simulator.Violations;

    public void Map(WebApplication app) => simulator.Map(app);

    public string Add((string Given, string Family, string Email) person) => mailbox.Add(new JsonObject
    {
        ["givenName"] = person.Given,
        ["surname"] = person.Family,
        ["emailAddresses"] = new JsonArray(new JsonObject { ["address"] = person.Email }),
    });

    public void Edit(string id, Alteration alteration) => mailbox.Edit(id, Change(mailbox.All[id], alteration));

    public void Remove(string id) => mailbox.Delete(id);

    public void Portray(string id, byte[] picture) => mailbox.SetPhoto(id, picture, "image/jpeg");

    public bool HasPicture(string id) => mailbox.Photo(id) is not null;

    public void Shift(string id, Random chance) => mailbox.Move(id, folders[chance.Next(folders.Length)]);

    public void RenameGroup(string id, string name) => mailbox.RenameFolder(id, name);

    public void Heal()
    {
        foreach (var (fault, _) in Rates)
        {
            simulator.Faults.Set(fault, 0);
        }
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    private static JsonObject Change(JsonObject item, Alteration alteration) => alteration.Field switch
    {
        AlteredField.Nickname => new JsonObject { ["nickName"] = alteration.Text },
        AlteredField.Role => new JsonObject { ["profession"] = alteration.Text },
        AlteredField.Given => new JsonObject { ["givenName"] = alteration.Text },
        AlteredField.Company => new JsonObject { ["companyName"] = alteration.Text },
        AlteredField.PhoneAdded => new JsonObject { ["businessPhones"] = Array([.. Texts(item, "businessPhones").TakeLast(1), alteration.Text!]) },
        AlteredField.PhoneRemoved => new JsonObject { ["businessPhones"] = Array([.. Texts(item, "businessPhones").Skip(1)]) },
        _ => new JsonObject { ["categories"] = Array(alteration.Labels) },
    };

    private static Essence Read(JsonObject item) => new(
        item["emailAddresses"]![0]!["address"]!.GetValue<string>(),
        Text(item, "givenName"),
        Text(item, "surname"),
        Text(item, "nickName"),
        Text(item, "profession"),
        Text(item, "companyName"),
        Essence.Joined([.. Texts(item, "businessPhones"), .. Texts(item, "homePhones"), .. Text(item, "mobilePhone") is { } mobile ? new[] { mobile } : []]),
        Essence.Joined(Texts(item, "categories")));

    private static JsonArray Array(IReadOnlyList<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static IEnumerable<string> Texts(JsonObject item, string property) => (item[property] as JsonArray ?? []).Select(text => text!.GetValue<string>());

    private static string? Text(JsonObject item, string property) => item[property]?.GetValue<string>();
}
