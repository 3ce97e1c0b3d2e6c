using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Util;
using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Google.Mapping;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>
/// The contacts of one Google account. Views show what is the contact's own: what Google adds from a person's profile can be seen there, not changed, so
/// it is neither shown nor written back. An update names only the fields that it changes and brings the etag of what was read.
/// </summary>
internal sealed class GoogleAccount : IAccount
{
    private const string Me = "people/me";

    private readonly GoogleGroups groups;
    private readonly GoogleWrites batches;
    private readonly GoogleCalls calls;
    private readonly GooglePhotos photos;
    private readonly int pageSize;

    public GoogleAccount(GoogleCalls calls, GooglePhotos photos, int pageSize)
    {
        (this.calls, this.photos, this.pageSize) = (calls, photos, pageSize);
        groups = new GoogleGroups(calls);
        batches = new GoogleWrites(calls, groups);
    }

    public async Task<string> IdentityAsync(CancellationToken cancellationToken)
    {
        var request = calls.Service.People.Get(Me);
        request.PersonFields = "emailAddresses,metadata";
        var me = await calls.SendAsync(request, cancellationToken);
        var emails = me.EmailAddresses ?? [];
        return (emails.FirstOrDefault(email => email.Metadata?.Primary == true) ?? emails.FirstOrDefault())?.Value ?? me.ResourceName;
    }

    public async Task<IReadOnlyList<ProviderGroup>> GroupsAsync(CancellationToken cancellationToken) => (await groups.LoadAsync(cancellationToken)).Choices;

    public Task<IReadOnlyList<string>> MembersAsync(ProviderGroup group, CancellationToken cancellationToken) => groups.MembersAsync(group.Id, cancellationToken);

    public Task<bool> RenameGroupAsync(ProviderGroup group, string name, CancellationToken cancellationToken) => groups.RenameAsync(group.Id, name, cancellationToken);

    public async Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        var (syncToken, pageToken) = GoogleCursor.Read(cursor);
        var answer = await ListAsync(syncToken, pageToken, cancellationToken);
        List<ProviderItem> items = [.. (answer.Connections ?? []).Select(PersonItem.Of)];
        await groups.KnowAsync(items, cancellationToken);
        return string.IsNullOrEmpty(answer.NextPageToken)
            ? new ProviderPage(items, null, answer.NextSyncToken is { } token ? new GoogleCursor(token, null).ToString() : null)
            : new ProviderPage(items, new GoogleCursor(syncToken, answer.NextPageToken).ToString(), null);
    }

    public async Task<ProviderItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var request = calls.Service.People.Get(id);
        request.PersonFields = PersonItem.Fields;
        try
        {
            var item = PersonItem.Of(await calls.SendAsync(request, cancellationToken));
            await groups.KnowAsync([item], cancellationToken);
            return item.IsDeleted ? null : item;
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return null;
        }
    }

    public Task<ProviderItem?> FindByKeyAsync(string clientKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Google's contacts cannot be searched by their own data.");

    public async Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken)
    {
        var names = await groups.DemandAsync(wanted.Labels, cancellationToken);
        var person = PersonItem.New(new ProviderWrite.Create(wanted, clientKey), names);
        var request = calls.Service.People.CreateContact(person);
        request.PersonFields = PersonItem.Fields;
        // Nothing more is asked after a write: were that refused, the write would seem to be.
        return PersonItem.Of(await calls.SendAsync(request, cancellationToken));
    }

    public async Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken)
    {
        var edit = PersonEdit.Of(new ProviderWrite.Update(current, wanted), await groups.DemandAsync(wanted.Labels, cancellationToken));
        return edit.Fields.Count == 0 ? current : await WriteAsync(edit, cancellationToken);
    }

    public async Task DeleteAsync(ProviderItem current, CancellationToken cancellationToken)
    {
        try
        {
            await calls.SendAsync(calls.Service.People.DeleteContact(current.Id), cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            // Somebody else was faster; it is as it should be.
        }
    }

    /// <summary>One alone is a call of its own: it names the fields that it changes and no others.</summary>
    public Task<IReadOnlyList<WriteAnswer>> WriteAsync(
        IReadOnlyList<ProviderWrite> writes, CancellationToken cancellationToken) =>
        writes switch
        {
            [_] => IAccount.WriteAloneAsync(this, writes[0], cancellationToken),
            [ProviderWrite.Create, ..] => batches.CreateAsync([.. writes.Cast<ProviderWrite.Create>()], cancellationToken),
            [ProviderWrite.Update, ..] => batches.UpdateAsync([.. writes.Cast<ProviderWrite.Update>()], cancellationToken),
            _ => batches.DeleteAsync([.. writes.Cast<ProviderWrite.Delete>()], cancellationToken),
        };

    public async Task<IReadOnlyDictionary<string, ProviderItem>> FindAllAsync(
        IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var request = calls.Service.People.GetBatchGet();
        request.ResourceNames = new Repeatable<string>(ids);
        request.PersonFields = PersonItem.Fields;
        var found = (await calls.SendAsync(request, cancellationToken)).Responses ?? [];
        var items = found.Where(one => one.Person is not null && one.Status is not { Code: > 0 })
            .Select(one => (Id: one.RequestedResourceName ?? one.Person.ResourceName, Item: PersonItem.Of(one.Person)))
            .Where(one => !one.Item.IsDeleted).DistinctBy(one => one.Id, StringComparer.Ordinal)
                .ToDictionary(one => one.Id, one => one.Item, StringComparer.Ordinal);
        await groups.KnowAsync(items.Values, cancellationToken);
        return items;
    }

    public async Task<ProviderPhoto?> PhotoAsync(ProviderItem item, CancellationToken cancellationToken) =>
        PersonItem.OwnPhoto(PersonItem.Read(item)) is { } photo ? await photos.DownloadAsync(photo.Url, cancellationToken) : null;

    public Contact View(ProviderItem item)
    {
        var person = PersonItem.Read(item);
        return PersonMapping.View(person) with { Labels = LabelMapping.View(person, groups.NamesFor(item)) };
    }

    public Contact Fit(Contact contact) => PersonMapping.Fit(contact) with { Labels = groups.Names.Fit(contact.Labels) };

    /// <summary>All parameters but the tokens are the same in every call: Google refuses tokens that come with others.</summary>
    private async Task<ListConnectionsResponse> ListAsync(string? syncToken, string? pageToken, CancellationToken cancellationToken)
    {
        var request = calls.Service.People.Connections.List(Me);
        request.PersonFields = PersonItem.Fields;
        request.PageSize = pageSize;
        request.RequestSyncToken = true;
        request.SyncToken = syncToken;
        request.PageToken = pageToken;
        try
        {
            return await calls.SendAsync(request, cancellationToken);
        }
        catch (ProviderException refused) when ((syncToken ?? pageToken) is not null && IsAboutTheCursor(refused.Fault))
        {
            throw new ProviderException(ProviderFault.CursorExpired, refused.Message, refused.RetryAfter, refused);
        }
    }

    /// <summary>The rest of the call never changes, so where Google will not have it, it is the token: another release asked for other fields, say.</summary>
    private static bool IsAboutTheCursor(ProviderFault fault) => fault is ProviderFault.Rejected or ProviderFault.Stale or ProviderFault.Gone;

    private async Task<ProviderItem> WriteAsync(PersonEdit edit, CancellationToken cancellationToken)
    {
        var request = calls.Service.People.UpdateContact(edit.Body(edit.Fields), edit.Id);
        request.UpdatePersonFields = string.Join(',', edit.Fields);
        request.PersonFields = PersonItem.Fields;
        return PersonItem.Of(await calls.SendAsync(request, cancellationToken));
    }
}
