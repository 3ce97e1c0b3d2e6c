using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// An account in memory that behaves as badly as the real ones: listings that lag behind writes and repeat items, cursors that expire, answers that get lost, at most
/// two phones, values written in its own way, entity tags that must match.
/// </summary>
public sealed class MemoryProvider(TimeProvider time) : IProvider, IAccount
{
    private readonly Dictionary<string, MemoryItem> items = new(StringComparer.Ordinal);
    private readonly List<MemoryItem> log = [];
    private readonly MemoryGroups groups = new();
    private int lastId;
    private int lastTag;

    public string Name => "memory";

    public ProviderTraits Traits { get; set; } = new(KeysAreSearchable: true, TimeSpan.Zero, WritesAtOnce: 1, CarriesNotes: false, TellsOfPictures: false, RenamesItems: true);

    /// <summary>Asked before each call.</summary>
    public Func<string, CallFault> Next { get; set; } = _ => CallFault.None;

    public int PageSize { get; set; } = 3;

    /// <summary>How long a write stays out of listings.</summary>
    public TimeSpan Lag { get; set; }

    public bool RepeatsItems { get; set; }

    /// <summary>Listings say of no item what ids it had before.</summary>
    public bool HidesPreviousIds { get; set; }

    /// <summary>As Graph can: the listing of changes leaves deletions out.</summary>
    public bool ForgetsDeletions { get; set; }

    /// <summary>As Graph can: a listing of everything tells of items that are no more.</summary>
    public bool ListsDeletions { get; set; }

    /// <summary>As Graph does: a write is taken whichever entity tag it comes with.</summary>
    public bool IgnoresTags { get; set; }

    /// <summary>Items that no call with them is answered for, and that never take effect.</summary>
    public Predicate<Contact> FailsAt { get; set; } = _ => false;

    /// <summary>Contacts that no item is made of.</summary>
    public Predicate<Contact> Refuses { get; set; } = _ => false;

    /// <summary>Refuses a call for many because of one without saying which.</summary>
    public bool HidesCulprits { get; set; }

    public List<string> Calls { get; } = [];

    /// <summary>Writes that took effect here.</summary>
    public int Writes { get; private set; }

    public List<ProviderGroup> Groups => groups.All;

    public Dictionary<string, byte[]> Photos { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="MemoryGroups.AreMade"/>
    public bool MakesGroups
    {
        get => groups.AreMade;
        set => groups.AreMade = value;
    }

    public IReadOnlyList<(string Id, Contact Contact)> People =>
        [.. items.Values.Where(item => item.Contact is not null).Select(item => (item.Id, groups.Named(item.Contact!)))];

    /// <summary>The names of groups are read anew.</summary>
    public IAccount Open(AccessToken token)
    {
        groups.ReadAnew();
        return this;
    }

    // What the person does at the provider, which writes values in its own way whoever they come from.
    public string Add(Contact contact) => Put($"p{++lastId}", groups.Grouped(MemoryContacts.Held(contact)), null).Id;

    public void Edit(string id, Func<Contact, Contact> edit) =>
        Put(id, groups.Grouped(MemoryContacts.Held(edit(groups.Named(items[id].Contact!)))), items[id].Key);

    public void Remove(string id) => Put(id, null, items[id].Key);

    /// <summary>Changes tell of a deletion although the item is there: it was moved, and the place where it is now is not told yet.</summary>
    public void TellGone(string id) => log.Add(items[id] with { Contact = null, Updated = time.GetUtcNow() });

    public void Rename(string id)
    {
        var item = items[id];
        items.Remove(id);
        var renamed = item with { Id = $"p{++lastId}", Previous = [id, .. item.Previous], Tag = ++lastTag, Updated = time.GetUtcNow() };
        items[renamed.Id] = renamed;
        log.Add(renamed);
    }

    /// <summary>As somebody does who exports the item and imports it again: the copy carries the key, too.</summary>
    public void Copy(string id) => Put($"p{++lastId}", items[id].Contact, items[id].Key);

    /// <summary>Items name their groups by ids, so none is changed by it: not even the tags of its members.</summary>
    public void RenameGroup(string id, string name) => groups.Rename(id, name);

    /// <summary>As categories are at Graph: items name them by their names, and only the list of them has another id.</summary>
    public void AddCategory(string name) => Groups.Add(new ProviderGroup(name, name) { Key = $"category:{name}" });

    public Task<string> IdentityAsync(CancellationToken cancellationToken) => Task.FromResult("person@memory.example");

    public Task<IReadOnlyList<ProviderGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        Calls.Add("groups");
        var fault = Next("groups");
        fault.Suffer();
        return Task.FromResult(fault == CallFault.Empty ? [] : groups.Listed());
    }

    public Task<IReadOnlyList<string>> MembersAsync(ProviderGroup group, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<string>>("members", () => [.. items.Values.Where(item => item.IsIn(group, Groups)).Select(item => item.Id)]);

    public Task<bool> RenameGroupAsync(ProviderGroup group, string name, CancellationToken cancellationToken) =>
        Write("renameGroup", () => groups.TryRename(group, name));

    public Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        Calls.Add("page");
        switch (Next("page"))
        {
            case CallFault.Expired when cursor is not null:
                throw new ProviderException(ProviderFault.CursorExpired, "expired");
            case CallFault.Empty when cursor is null:
                return Task.FromResult(new ProviderPage([], null, $"d{Visible.Count}"));
            case var fault:
                fault.Suffer();
                return Task.FromResult(cursor is ['d', .. var after] ? Changes(Number(after)) : Listing(cursor));
        }
    }

    public Task<ProviderItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        Read("find", () => items.Values.FirstOrDefault(item => item.Contact is not null && item.Id == id)?.Item(Groups));

    public Task<ProviderItem?> FindByKeyAsync(string clientKey, CancellationToken cancellationToken) =>
        Read("findByKey", () => items.Values.FirstOrDefault(item => item.Contact is not null && item.Key == clientKey)?.Item(Groups));

    public async Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken) =>
        (await AloneAsync(new ProviderWrite.Create(wanted, clientKey)))!;

    public async Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken) =>
        (await AloneAsync(new ProviderWrite.Update(current, wanted)))!;

    public Task DeleteAsync(ProviderItem current, CancellationToken cancellationToken) => AloneAsync(new ProviderWrite.Delete(current));

    /// <summary>As Google does: all of them or none.</summary>
    public Task<IReadOnlyList<WriteAnswer>> WriteAsync(IReadOnlyList<ProviderWrite> writes, CancellationToken cancellationToken)
    {
        Assert.InRange(writes.Count, 1, Traits.InCall.For(writes[0]));
        Assert.Single(writes.Select(write => write.GetType()).Distinct());
        return Write<IReadOnlyList<WriteAnswer>>(Word(writes[0]), () =>
        {
            var refusals = writes.Select(Refusal).ToList();
            return refusals.TrueForAll(refusal => refusal is null) ? [.. writes.Select(write => WriteAnswer.Done(Effect(write)))]
                : HidesCulprits && writes.Count > 1 ? [.. writes.Select(_ => WriteAnswer.Unsent)]
                : [.. refusals.Select(refusal => refusal is null ? WriteAnswer.Unsent : WriteAnswer.Refused(refusal))];
        });
    }

    private Task<ProviderItem?> AloneAsync(ProviderWrite write) =>
        Write(Word(write), () => Refusal(write) is { } refusal ? throw refusal : Effect(write));

    private static string Word(ProviderWrite write) => write switch
    {
        ProviderWrite.Create => "create",
        ProviderWrite.Update => "update",
        _ => "delete",
    };

    private ProviderException? Refusal(ProviderWrite write) => write switch
    {
        ProviderWrite.Create create when FailsAt(create.Wanted) => throw new ProviderException(ProviderFault.Unavailable, "no answer"),
        ProviderWrite.Update update when FailsAt(update.Wanted) => throw new ProviderException(ProviderFault.Unavailable, "no answer"),
        ProviderWrite.Create create when Refuses(create.Wanted) => new ProviderException(ProviderFault.Rejected, "refused"),
        ProviderWrite.Update update => Refusal(update.Current),
        ProviderWrite.Delete delete when items.GetValueOrDefault(delete.Current.Id) is { Contact: not null } => Refusal(delete.Current),
        _ => null,
    };

    private ProviderException? Refusal(ProviderItem read)
    {
        var item = items.GetValueOrDefault(read.Id);
        return item?.Contact is null ? new ProviderException(ProviderFault.Gone, "gone")
            : item.Item(Groups).ETag != read.ETag && !IgnoresTags ? new ProviderException(ProviderFault.Stale, "stale")
            : null;
    }

    private ProviderItem? Effect(ProviderWrite write) => write switch
    {
        ProviderWrite.Create create => Put($"p{++lastId}", groups.GroupedAsKnown(MemoryContacts.Held(create.Wanted)), create.ClientKey)
            .Item(Groups),
        ProviderWrite.Update { Current.Id: var id } update =>
            Put(id, groups.GroupedAsKnown(MemoryContacts.Held(update.Wanted)) with { Notes = items[id].Contact!.Notes }, items[id].Key)
                .Item(Groups),
        ProviderWrite.Delete { Current.Id: var id } when items.GetValueOrDefault(id) is { Contact: not null } item =>
            Put(id, null, item.Key).Item(Groups),
        _ => null,
    };

    public Task<ProviderPhoto?> PhotoAsync(ProviderItem item, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Pictures come several in a call.");

    public Task<IReadOnlyList<PhotoAnswer>> PhotosAsync(IReadOnlyList<ProviderItem> items, CancellationToken cancellationToken) =>
        Read("photo", () =>
        (IReadOnlyList<PhotoAnswer>)[.. items.Select(item => new PhotoAnswer(PhotoOf(item.Id)))]);

    private ProviderPhoto? PhotoOf(string id) => Photos.TryGetValue(id, out var bytes) ? new ProviderPhoto(bytes, "image/jpeg") : null;

    /// <summary>Labels by the names under which groups became known.</summary>
    public Contact View(ProviderItem item) => groups.NamedAsKnown(MemoryContacts.Said(item));

    public Contact Fit(Contact contact) => MemoryContacts.Held(contact);

    private IReadOnlyList<MemoryItem> Visible => [.. log.Where(version => version.Updated + Lag <= time.GetUtcNow())];

    private ProviderPage Listing(string? cursor)
    {
        var visible = Visible;
        var start = cursor is null ? 0 : Number(cursor[1..cursor.IndexOf('/', StringComparison.Ordinal)]);
        var upTo = cursor is null ? visible.Count : Number(cursor[(cursor.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var latest = visible.Take(upTo).GroupBy(version => version.Root).Select(same => same.Last()).Where(version => version.Contact is not null || ListsDeletions).OrderBy(version => version.Id, StringComparer.Ordinal).ToList();
        return Page([.. latest.Skip(start).Take(PageSize)], start + PageSize < latest.Count ? $"f{start + PageSize}/{upTo}" : null, $"d{upTo}");
    }

    private ProviderPage Changes(int after)
    {
        var visible = Visible;
        var end = Math.Min(after + PageSize, visible.Count);
        // Of an item that changed often, only the state that is shown by now.
        var shown = visible.GroupBy(version => version.Root).Select(same => same.Last()).ToHashSet();
        return Page([.. visible.Skip(after).Take(PageSize).Where(version => shown.Contains(version) && (version.Contact is not null || !ForgetsDeletions))], end < visible.Count ? $"d{end}" : null, $"d{end}");
    }

    private ProviderPage Page(IReadOnlyList<MemoryItem> versions, string? next, string delta)
    {
        // As Graph does: a key that can be searched is not shown in listings.
        var page = versions.Select(Listed).ToList();
        return new ProviderPage(RepeatsItems ? [.. page, .. page.Take(1)] : page, next, next is null ? delta : null);
    }

    private ProviderItem Listed(MemoryItem version)
    {
        var item = version.Item(Groups);
        item = Traits.KeysAreSearchable ? item with { ClientKey = null } : item;
        return HidesPreviousIds ? item with { PreviousIds = [] } : item;
    }

    private MemoryItem Put(string id, Contact? contact, string? key)
    {
        var before = items.GetValueOrDefault(id);
        var version = new MemoryItem(id, before?.Root ?? id, ++lastTag, contact, time.GetUtcNow(), key) { Previous = before?.Previous ?? [] };
        items[id] = version;
        log.Add(version);
        return version;
    }

    private Task<T> Read<T>(string call, Func<T> answer)
    {
        Calls.Add(call);
        Next(call).Suffer();
        return Task.FromResult(answer());
    }

    private Task<T> Write<T>(string call, Func<T> effect)
    {
        Calls.Add(call);
        var fault = Next(call);
        if (fault is not (CallFault.LostAfter or CallFault.Crash))
        {
            fault.Suffer();
        }

        var answer = effect();
        Writes += answer is IReadOnlyList<WriteAnswer> answers && answers.All(one => one.IsUnsent || one.Refusal is not null) ? 0 : 1;
        fault.Suffer();
        return Task.FromResult(answer);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
