using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Groups that take each other's names, and people who are each in other groups than all the others.</summary>
public static class GroupRing
{
    private static readonly string[] Names = ["Club", "Friends", "Work"];

    /// <summary>How the groups of a scenario are made at the provider, and on which side they are renamed.</summary>
    public enum Way
    {
        GroupsThere,
        GroupsHere,
        CategoriesThere,
        CategoriesHere,
    }

    public static TheoryData<Way, int> Rings { get; } = new()
    {
        { Way.GroupsThere, 2 },
        { Way.GroupsThere, 3 },
        { Way.GroupsHere, 2 },
        { Way.GroupsHere, 3 },
        { Way.CategoriesThere, 2 },
        { Way.CategoriesThere, 3 },
        { Way.CategoriesHere, 2 },
        { Way.CategoriesHere, 3 },
    };

    public static async Task<SyncRig> StartAsync(Way way, TimeSpan? budget = null, ConnectionSettings? settings = null)
    {
        var rig = await SyncRig.StartAsync(settings, budget);
        var areCategories = way is Way.CategoriesHere or Way.CategoriesThere;
        rig.Provider.Groups.AddRange(areCategories ? [] : Names.Select(name => new ProviderGroup($"g-{name}", name)));
        (areCategories ? Names : []).ToList().ForEach(rig.Provider.AddCategory);

        foreach (var number in Enumerable.Range(0, 1 << Names.Length))
        {
            rig.Provider.Add(SyncRig.Clean(new Contact
            {
                Name = new ContactName { Given = "Person", Family = $"Number{number}" },
                Emails = [new Email { Address = $"p{number}@example.jp" }],
                Labels = [.. LabelsOf(number), "Else"],
            }));
        }

        await rig.SyncAsync();
        await rig.SyncAsync();
        return rig;
    }

    /// <summary>Each person is in other groups than all the others.</summary>
    private static IEnumerable<string> LabelsOf(int number) => Names.Where((_, place) => (number & (1 << place)) != 0);

    public static async Task TurnAsync(SyncRig rig, Way way, int size)
    {
        if (way is Way.GroupsThere or Way.CategoriesThere)
        {
            Turn(rig, size);
            return;
        }

        await rig.RelabelAsync(Names[size - 1], "On its way");
        for (var place = size - 2; place >= 0; place--)
        {
            await rig.RelabelAsync(Names[place], Names[place + 1]);
        }

        await rig.RelabelAsync("On its way", Names[0]);
    }

    public static void Turn(SyncRig rig, int size)
    {
        var groups = Names.Take(size).Select(name => rig.Provider.Groups.Single(group => group.Name == name)).ToList();
        foreach (var (group, place) in groups.Select((group, place) => (group, place)))
        {
            rig.Provider.RenameGroup(group.Id, $"On its way {place}");
        }

        for (var place = 0; place < size; place++)
        {
            rig.Provider.RenameGroup(rig.Provider.Groups.Single(group => group.Key == groups[place].Key).Id, Names[(place + 1) % size]);
        }
    }

    /// <summary>
    /// A group that has an id is renamed there, the first in passing; a category is written on each item that has another by it.
    /// </summary>
    public static int Writes(Way way, int size) => way switch
    {
        Way.GroupsThere => 0,
        Way.GroupsHere => size + 1,
        _ => Expected(0).Except(Expected(size), StringComparer.Ordinal).Count(),
    };

    private static string Turned(string name, int size) =>
        Array.IndexOf(Names, name) is var place && place < size ? Names[(place + 1) % size] : name;

    public static async Task AssertTurnedAsync(SyncRig rig, int size)
    {
        Assert.Equal(Expected(size), await HereAsync(rig));
        Assert.Equal(Expected(size), There(rig));
    }

    public static IEnumerable<string> Expected(int size) => Expected(name => Turned(name, size));

    public static IEnumerable<string> Expected(Func<string, string> turned) =>
        Enumerable.Range(0, 1 << Names.Length)
            .Select(number => Text($"p{number}@example.jp", LabelsOf(number).Select(turned).Append("Else")));

    public static async Task<IEnumerable<string>> HereAsync(SyncRig rig) =>
        (await rig.BookAsync()).Select(contact => TextOf(contact.Record.Contact)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> There(SyncRig rig) =>
        rig.Provider.People.Select(person => TextOf(person.Contact)).Order(StringComparer.Ordinal);

    public static string TextOf(Contact contact) => Text(contact.Emails[0].Address, contact.Labels);

    private static string Text(string email, IEnumerable<string> labels) =>
        $"{email}: {string.Join('+', labels.Order(StringComparer.Ordinal))}";
}
