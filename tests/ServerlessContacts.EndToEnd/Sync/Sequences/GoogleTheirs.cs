using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Google;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

internal sealed class GoogleTheirs : ITheirs
{
    private const string MyContacts = "contactGroups/myContacts";

    private static readonly (GoogleFault Fault, double Rate)[] Rates =
    [
        (GoogleFault.DropBefore, 0.02), (GoogleFault.DropAfter, 0.04), (GoogleFault.TruncateBody, 0.02), (GoogleFault.Throttle, 0.02), (GoogleFault.ThrottleStorage, 0.01),
        (GoogleFault.Unavailable, 0.02), (GoogleFault.ExpireSyncToken, 0.06), (GoogleFault.EmptyPage, 0.06), (GoogleFault.RepeatItems, 0.2), (GoogleFault.Rename, 0.04),
        (GoogleFault.EmptyListing, 0.05),
    ];

    private readonly GooglePeopleSimulator simulator;
    private readonly GoogleBook book;

    public GoogleTheirs(SimulatedAccounts accounts, SimulatedAccount account, TimeProvider time, int seed)
    {
        var chance = new Random(seed);
        simulator = new GooglePeopleSimulator(accounts, time) { Faults = new GoogleFaults(seed), Lag = TimeSpan.FromMinutes(chance.Next(0, 10)) };
        // Who is not told how long to wait cannot be blamed for coming back too soon.
        simulator.AnnouncesPause = chance.Next(2) == 0;
        simulator.ThrottlePause = simulator.AnnouncesPause ? chance.Next(1, (int)LifeServices.LongestThrottling.TotalSeconds) * TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        book = simulator.Book(account);
        foreach (var (fault, rate) in Rates)
        {
            simulator.Faults.SetRate(fault, rate);
        }
    }

    public string Scope => "openid email https://www.googleapis.com/auth/contacts";

    public IReadOnlyDictionary<string, Essence> People =>
        book.People.ToDictionary(person => Text(person["resourceName"])!, Read, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Folders => [];

    public IReadOnlyDictionary<string, string> Groups =>
        book.Groups.Where(group => !group.IsSystem).ToDictionary(group => group.ResourceName, group => group.Name, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Violations => simulator.Violations;

    public void Map(WebApplication app) => simulator.Map(app);

    public string Add((string Given, string Family, string Email) person) => book.Add(new JsonObject
    {
        ["names"] = One("givenName", person.Given, "familyName", person.Family),
        ["emailAddresses"] = One("value", person.Email),
    });

    public void Edit(string id, Alteration alteration) => book.Edit(id, person => Change(person, alteration));

    public void Remove(string id) => book.Delete(id);

    public void Portray(string id, byte[] picture) => book.SetPhoto(id, picture);

    public bool HasPicture(string id) => book.Find(id)!["photos"] is JsonArray photos && photos.Any(photo => photo!["default"] is null);

    public void Shift(string id, Random chance) =>
        book.Edit(id, person => Change(person, new Alteration(AlteredField.Labels, null, [$"Circle {chance.Next(3)}"])));

    public void RenameGroup(string id, string name) => book.RenameGroup(id, name);

    public void Heal() => simulator.Faults.Clear();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Change(JsonObject person, Alteration alteration)
    {
        switch (alteration.Field)
        {
            case AlteredField.Nickname:
                person["nicknames"] = One("value", alteration.Text);
                break;
            case AlteredField.Role:
                person["occupations"] = One("value", alteration.Text);
                break;
            case AlteredField.Given:
                person["names"]![0]!["givenName"] = alteration.Text;
                break;
            case AlteredField.Company:
                person["organizations"] = One("name", alteration.Text);
                break;
            case AlteredField.PhoneAdded:
                person["phoneNumbers"] = new JsonArray([.. Entries(person, "phoneNumbers"), .. One("value", alteration.Text).Select(entry => entry!.DeepClone())]);
                break;
            case AlteredField.PhoneRemoved:
                person["phoneNumbers"] = new JsonArray([.. Entries(person, "phoneNumbers").Skip(1)]);
                break;
            case AlteredField.Labels:
                person["memberships"] = new JsonArray([.. alteration.Labels.Select(Group).Prepend(MyContacts).Select(Membership)]);
                break;
        }
    }

    private Essence Read(JsonObject person) => new(
        First(person, "emailAddresses", "value")!,
        First(person, "names", "givenName"),
        First(person, "names", "familyName"),
        First(person, "nicknames", "value"),
        First(person, "occupations", "value"),
        First(person, "organizations", "name"),
        Essence.Joined(Entries(person, "phoneNumbers").Select(phone => Text(phone["canonicalForm"]) ?? Text(phone["value"])!)),
        Essence.Joined(Entries(person, "memberships").Select(entry => Text(entry["contactGroupMembership"]!["contactGroupResourceName"])).Where(group => group != MyContacts).Select(group => book.Groups.Single(one => one.ResourceName == group).Name)));

    private string Group(string label) => book.Groups.FirstOrDefault(group => !group.IsSystem && group.Name == label)?.ResourceName ?? book.AddGroup(label);

    private static JsonObject Membership(string group) => new() { ["contactGroupMembership"] = new JsonObject { ["contactGroupResourceName"] = group } };

    private static IEnumerable<JsonNode> Entries(JsonObject person, string field) => (person[field] as JsonArray ?? []).Select(entry => entry!.DeepClone());

    private static string? First(JsonObject person, string field, string value) => Entries(person, field).Select(entry => Text(entry[value])).FirstOrDefault();

    private static string? Text(JsonNode? value) => value?.GetValue<string>();

    private static JsonArray One(string name, string? value, string? other = null, string? more = null) =>
        value is null ? [] : [new JsonObject(new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { [name] = value, [other ?? name] = more ?? value })];
}
