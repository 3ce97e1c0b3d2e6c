using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>Values under names of people's own. Google allows a name several times: the first is shown, the others stay until the name goes.</summary>
internal sealed class CustomMapping : FieldMapping<UserDefined>
{
    public override string Field => "userDefined";

    public override Contact View(Person person, Contact contact) => contact with { Custom = View(Own(person)) };

    public override bool Edit(Person person, Contact wanted)
    {
        var own = Own(person);
        var current = View(own);
        var goal = Holdable(wanted.Custom, current);
        if (current.Count == goal.Count && current.All(pair => goal.GetValueOrDefault(pair.Key) == pair.Value))
        {
            return false;
        }

        own.RemoveAll(entry => IsShown(entry) && !goal.ContainsKey(entry.Key));
        foreach (var (key, value) in goal.Where(pair => current.GetValueOrDefault(pair.Key) != pair.Value))
        {
            Write(own, key, value);
        }

        Set(person, own);
        return true;
    }

    protected override IList<UserDefined>? Get(Person person) => person.UserDefined;

    protected override void Set(Person person, IList<UserDefined> entries) => person.UserDefined = entries;

    protected override FieldMetadata? MetadataOf(UserDefined entry) => entry.Metadata;

    private static void Write(List<UserDefined> own, string key, string value)
    {
        var entry = own.Find(found => IsShown(found) && found.Key == key);
        if (entry is null)
        {
            own.Add(entry = new UserDefined { Key = key });
        }

        entry.Value = value;
    }

    private static bool IsShown(UserDefined entry) => Entries.Text(entry.Key) is not null && Entries.Text(entry.Value) is not null;

    private static SortedDictionary<string, string> View(List<UserDefined> own)
    {
        var custom = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in own.Where(IsShown))
        {
            custom.TryAdd(entry.Key, entry.Value);
        }

        return custom;
    }

    /// <summary>What is too long for Google stays here, unless Google has it.</summary>
    private static SortedDictionary<string, string> Holdable(IReadOnlyDictionary<string, string> wanted, SortedDictionary<string, string> current) => new(
        wanted.Where(pair => (IsHoldable(pair.Key) && IsHoldable(pair.Value)) || current.GetValueOrDefault(pair.Key) == pair.Value)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static bool IsHoldable(string text) => Entries.Text(text) is { Length: <= GoogleLimits.TextLength };
}
