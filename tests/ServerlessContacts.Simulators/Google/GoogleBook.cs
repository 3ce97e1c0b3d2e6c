using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>
/// The contacts of one account, as a person sees and changes them in Google's own pages: no tokens, no quotas, no faults. People are JSON in the words of
/// the People API; what is handed out is a copy.
/// </summary>
public sealed class GoogleBook(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<StoredPerson> people = [];
    private readonly List<GoogleGroup> groups = [.. GoogleGroup.SystemGroups];
    private long sequence;
    private int mutations;

    /// <summary>Everybody who is there, with all fields.</summary>
    public IReadOnlyList<JsonObject> People
    {
        get
        {
            lock (gate)
            {
                return [.. people.Where(person => person.Current.Fields is not null).Select(person => Copy(person, person.Current))];
            }
        }
    }

    public IReadOnlyList<GoogleGroup> Groups
    {
        get
        {
            lock (gate)
            {
                return [.. groups];
            }
        }
    }

    internal DateTimeOffset ThrottledUntil { get; set; }

    /// <summary>Sync tokens of an earlier epoch are no longer known.</summary>
    internal int Epoch { get; private set; }

    public JsonObject? Find(string resourceName)
    {
        lock (gate)
        {
            return Person(resourceName) is { } person ? Copy(person, person.Current) : null;
        }
    }

    /// <summary>Adds a person; entries that say so are of the person's profile. Answers with the resource name.</summary>
    public string Add(JsonObject fields)
    {
        lock (gate)
        {
            sequence++;
            var person = new StoredPerson(sequence.ToString("x12", CultureInfo.InvariantCulture));
            // One whose fields are refused is nobody.
            var saved = Mark(person, (JsonObject)fields.DeepClone());
            people.Add(person);
            saved["memberships"] ??= EntryWriter.Replace("memberships", [Membership("contactGroups/myContacts")], null, person.SourceId);
            var name = $"people/c{1_000_000 + sequence}";
            person.Add(new PersonVersion(sequence, time.GetUtcNow(), name, saved, []));
            return name;
        }
    }

    public void Edit(string resourceName, Action<JsonObject> edit)
    {
        lock (gate)
        {
            var person = Demand(resourceName);
            var fields = (JsonObject)person.Current.Fields!.DeepClone();
            edit(fields);
            Save(person, Mark(person, fields));
        }
    }

    public void Delete(string resourceName)
    {
        lock (gate)
        {
            Save(Demand(resourceName), null);
        }
    }

    /// <summary>Gives the person another resource name, as Google does where a linking field was added.</summary>
    public string Rename(string resourceName)
    {
        lock (gate)
        {
            var person = Demand(resourceName);
            var before = person.Current;
            var name = $"people/c{9_000_000 + ++sequence}";
            person.Add(new PersonVersion(sequence, time.GetUtcNow(), name, before.Fields, [.. before.PreviousNames, before.ResourceName]));
            return name;
        }
    }

    public void SetPhoto(string resourceName, byte[]? photo)
    {
        lock (gate)
        {
            var person = Demand(resourceName);
            person.Photo = photo;
            Save(person, person.Current.Fields);
        }
    }

    public string AddGroup(string name)
    {
        lock (gate)
        {
            var group = new GoogleGroup($"contactGroups/{++sequence:x}{groups.Count:x}", name, name, IsSystem: false);
            groups.Add(group);
            return group.ResourceName;
        }
    }

    /// <summary>No person in the group is changed by it: not even their etags.</summary>
    public void RenameGroup(string resourceName, string name)
    {
        lock (gate)
        {
            var place = groups.FindIndex(group => group.ResourceName == resourceName);
            groups[place] = groups[place] with { Name = name, FormattedName = name };
        }
    }

    /// <summary>Forgets every sync token that is out.</summary>
    public void ExpireSyncTokens() => Epoch++;

    internal static JsonObject Membership(string group) => new() { ["contactGroupMembership"] = new JsonObject { ["contactGroupResourceName"] = group } };

    /// <summary>The part of a picture's address that changes with it.</summary>
    internal static string PhotoVersion(byte[] photo) => Convert.ToHexStringLower(SHA256.HashData(photo))[..12];

    internal T Read<T>(Func<IReadOnlyList<StoredPerson>, T> read)
    {
        lock (gate)
        {
            return read(people);
        }
    }

    internal byte[]? PhotoOf(string sourceId)
    {
        lock (gate)
        {
            return people.Find(person => person.SourceId == sourceId)?.Photo;
        }
    }

    /// <summary>Counts the changes that are on their way; false where this is not the only one.</summary>
    internal bool BeginMutation() => Interlocked.Increment(ref mutations) == 1;

    internal void EndMutation() => Interlocked.Decrement(ref mutations);

    internal void DemandEtag(string resourceName, string? etag, string? sourceEtag)
    {
        var current = Read(_ => Person(resourceName)?.Current) ?? throw GoogleRefusal.NotFound();
        if (etag is null && sourceEtag is null)
        {
            throw GoogleRefusal.MissingEtag();
        }

        if ((etag is not null && etag != current.Etag) || (sourceEtag is not null && sourceEtag != current.SourceEtag))
        {
            throw GoogleRefusal.StaleEtag();
        }
    }

    internal StoredPerson? Person(string resourceName) =>
        people.Find(person => person.Current.Fields is not null && person.Current.ResourceName == resourceName);

    private static JsonObject Mark(StoredPerson person, JsonObject fields)
    {
        foreach (var (field, value) in fields.ToList())
        {
            if (value is JsonArray entries && PersonFields.Updatable.Contains(field, StringComparer.Ordinal))
            {
                fields[field] = EntryWriter.Replace(field, entries, entries, person.SourceId);
            }
        }

        return fields;
    }

    private static JsonObject Copy(StoredPerson person, PersonVersion version) => PersonAnswer.Of(person, version, PersonFields.Readable, "");

    private StoredPerson Demand(string resourceName) => Person(resourceName) ?? throw new InvalidOperationException($"There is no {resourceName}.");

    private void Save(StoredPerson person, JsonObject? fields) =>
        person.Add(person.Current with { Sequence = ++sequence, At = time.GetUtcNow(), Fields = fields });
}
