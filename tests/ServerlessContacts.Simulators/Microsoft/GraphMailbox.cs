using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What a person's mailbox holds, with every state it ever had. The public members are what the person does in their mail program.</summary>
public sealed class GraphMailbox(SimulatedAccount account, TimeProvider time)
{
    private const string DeletedItems = "AQMkDeletedItems";

    private readonly Lock gate = new();
    private readonly List<ContactVersion> log = [];
    private readonly Dictionary<string, List<ContactVersion>> histories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> mutableIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphPhoto> photos = new(StringComparer.Ordinal);
    private readonly List<GraphFolder> folders = [];
    private readonly List<(string Id, string Name)> categories = [];

    public SimulatedAccount Account { get; } = account;

    public string DefaultFolder { get; } = NewId("AQMkFolder");

    /// <summary>In the language of the mailbox.</summary>
    public string DefaultName { get; set; } = "Contacts";

    /// <summary>Whether the default folder is listed among the others; mostly it is missing there.</summary>
    public bool ListsDefault { get; set; }

    /// <summary>
    /// Whether a deleted contact can still be read by its id, from the deleted items, as mail programs leave it; else it is gone at once.
    /// </summary>
    public bool KeepsDeleted { get; set; }

    /// <summary>Held while a request is answered, because JSON nodes that several read at once are not safe.</summary>
    internal Lock Gate => gate;

    /// <summary>Told of every save: the contact's immutable id and <c>created</c>, <c>updated</c> or <c>deleted</c>.</summary>
    internal Action<string, string> Changed { get; set; } = (_, _) => { };

    /// <summary>Every contact there is, whole, by its immutable id.</summary>
    public IReadOnlyDictionary<string, JsonObject> All
    {
        get
        {
            lock (gate)
            {
                return histories.Values.Select(history => history[^1]).Where(version => !version.Deleted && version.Folder != DeletedItems)
                    .ToDictionary(version => version.Id, version => version.Body.DeepClone().AsObject(), StringComparer.Ordinal);
            }
        }
    }

    public IReadOnlyList<GraphFolder> Folders
    {
        get
        {
            lock (gate)
            {
                return [.. folders];
            }
        }
    }

    public IReadOnlyList<string> Categories
    {
        get
        {
            lock (gate)
            {
                return [.. categories.Select(category => category.Name)];
            }
        }
    }

    internal IReadOnlyList<(string Id, string Name)> MasterCategories
    {
        get
        {
            lock (gate)
            {
                return [.. categories];
            }
        }
    }

    /// <summary>The id of the new contact.</summary>
    public string Add(JsonObject properties, string? folder = null)
    {
        var id = NewId("AAkALg");
        var blank = GraphContactRules.Blank();
        blank["createdDateTime"] = Moment();
        Save(id, folder ?? DefaultFolder, GraphContactRules.Apply(blank, properties), "created");
        return id;
    }

    public void Edit(string id, JsonObject properties)
    {
        var current = Find(id) ?? throw new KeyNotFoundException(id);
        Save(id, current.Folder, GraphContactRules.Apply(current.Body, properties), "updated");
    }

    public void Delete(string id)
    {
        var current = Find(id) ?? throw new KeyNotFoundException(id);
        Save(id, current.Folder, current.Body, "deleted");
    }

    public void Move(string id, string folder)
    {
        var current = Find(id) ?? throw new KeyNotFoundException(id);
        Save(id, folder, current.Body, "updated");
    }

    public string AddFolder(string name, string? parent = null)
    {
        var folder = new GraphFolder(NewId("AQMkFolder"), name, parent ?? DefaultFolder);
        lock (gate)
        {
            folders.Add(folder);
        }

        return folder.Id;
    }

    /// <summary>The contacts in it go with it.</summary>
    public void RemoveFolder(string folder)
    {
        foreach (var id in All.Where(item => item.Value["parentFolderId"]!.GetValue<string>() == folder).Select(item => item.Key))
        {
            Delete(id);
        }

        lock (gate)
        {
            folders.RemoveAll(one => one.Id == folder);
        }
    }

    public void AddCategory(string name)
    {
        lock (gate)
        {
            categories.Add((Guid.NewGuid().ToString(), name));
        }
    }

    public string IdOfCategory(string name) => MasterCategories.Single(category => category.Name == name).Id;

    /// <summary>In the mailbox's list: what is written on items stays as it is.</summary>
    public void RenameCategory(string name, string other)
    {
        lock (gate)
        {
            var place = categories.FindIndex(category => category.Name == name);
            categories[place] = (categories[place].Id, other);
        }
    }

    /// <summary>No contact in the folder is changed by it: not even their change keys.</summary>
    public void RenameFolder(string folder, string name)
    {
        lock (gate)
        {
            var place = folders.FindIndex(one => one.Id == folder);
            folders[place] = folders[place] with { Name = name };
        }
    }

    /// <summary>A new picture is no save: neither the change key nor the changes of a folder show it.</summary>
    public void SetPhoto(string id, byte[] bytes, string contentType)
    {
        lock (gate)
        {
            photos[id] = new GraphPhoto(bytes, contentType);
        }
    }

    public GraphPhoto? Photo(string id)
    {
        lock (gate)
        {
            return photos.GetValueOrDefault(id);
        }
    }

    internal bool HasFolder(string folder) => folder == DefaultFolder || Folders.Any(one => one.Id == folder);

    /// <summary>The contact as it is now, by either of its ids; null where it is gone.</summary>
    internal ContactVersion? Find(string id)
    {
        lock (gate)
        {
            var current = histories.GetValueOrDefault(mutableIds.GetValueOrDefault(id, id))?[^1];
            return current is { Deleted: false } && IsName(current, id) ? current : null;
        }
    }

    /// <summary>The id by which clients that do not ask for immutable ones know the contact while it is in its folder.</summary>
    internal static string MutableId(ContactVersion version) =>
        "AAMk" + Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{version.Id} {version.Folder}")))[..32] + "=";

    /// <summary>The number of the last save that is at least so old.</summary>
    internal long SequenceBefore(TimeSpan age)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() - age;
            return log.LastOrDefault(version => version.At <= until)?.Sequence ?? 0;
        }
    }

    /// <summary>The contacts that were in the folder after a save.</summary>
    internal IReadOnlyList<ContactVersion> In(string folder, long at)
    {
        lock (gate)
        {
            return [.. histories.Values.Select(history => At(history, at)).Where(version => IsIn(version, folder)).Select(version => version!)];
        }
    }

    /// <summary>What changed in the folder between two saves; who is no longer in it comes with <see cref="ContactVersion.Deleted"/>.</summary>
    internal IReadOnlyList<ContactVersion> Changes(string folder, long since, long until)
    {
        lock (gate)
        {
            var saves = log.Skip((int)since).TakeWhile(version => version.Sequence <= until);
            var touched = saves.Select(version => version.Id).Distinct(StringComparer.Ordinal);
            return [.. touched.Select(id => Change(histories[id], folder, since, until)).OfType<ContactVersion>()];
        }
    }

    /// <summary>The version that a client may overwrite; null where another was saved meanwhile.</summary>
    internal ContactVersion? Replace(ContactVersion expected, JsonObject body, string kind) => Save(expected.Id, expected.Folder, body, kind, expected);

    private static ContactVersion? Change(List<ContactVersion> history, string folder, long since, long until)
    {
        var now = At(history, until)!;
        if (IsIn(now, folder))
        {
            return now;
        }

        var between = history.Where(version => version.Sequence > since && version.Sequence <= until);
        var wasThere = IsIn(At(history, since), folder) || between.Any(version => IsIn(version, folder));
        return wasThere ? now with { Deleted = true } : null;
    }

    private static ContactVersion? At(List<ContactVersion> history, long sequence) => history.LastOrDefault(version => version.Sequence <= sequence);

    private static bool IsIn(ContactVersion? version, string folder) => version is { Deleted: false } && version.Folder == folder;

    private static bool IsName(ContactVersion version, string id) => version.Id == id || MutableId(version) == id;

    private static string NewId(string prefix) =>
        prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_') + "AAA=";

    private ContactVersion? Save(string id, string folder, JsonObject body, string kind, ContactVersion? expected = null)
    {
        lock (gate)
        {
            if (expected is not null && histories[id][^1].Sequence != expected.Sequence)
            {
                return null;
            }

            var isDeletion = kind == "deleted";
            var saved = Append(id, isDeletion && KeepsDeleted ? DeletedItems : folder, body.DeepClone().AsObject(), isDeletion && !KeepsDeleted);
            Changed(id, kind);
            return saved;
        }
    }

    private ContactVersion Append(string id, string folder, JsonObject body, bool deleted)
    {
        var sequence = log.Count + 1;
        body["parentFolderId"] = folder;
        body["lastModifiedDateTime"] = Moment();
        body["changeKey"] = "EQAAABYAAAB" + Convert.ToBase64String(BitConverter.GetBytes((long)sequence));
        var version = new ContactVersion(sequence, time.GetUtcNow(), id, folder, body, deleted);
        log.Add(version);
        if (!histories.TryGetValue(id, out var history))
        {
            histories[id] = history = [];
        }

        history.Add(version);
        mutableIds[MutableId(version)] = id;
        return version;
    }

    private string Moment() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
