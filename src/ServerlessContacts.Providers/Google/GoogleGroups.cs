using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>
/// The names of an account's contact groups. Labels are the user's own groups, and <c>starred</c> under the name that Google shows for it in English;
/// the other system groups are no labels: <c>myContacts</c> has everybody, and the rest cannot be joined.
/// </summary>
internal sealed class GoogleGroups(GoogleCalls calls)
{
    public const string MyContacts = "contactGroups/myContacts";
    public const string Starred = "contactGroups/starred";
    public const string StarredLabel = "Starred";

    private const int PageSize = 1000;

    /// <summary>As many contacts as an account can have.</summary>
    private const int MaxMembers = 25_000;

    private GroupNames? names;

    public GroupNames Names => names ?? GroupNames.None;

    /// <summary>What was read, for an item in groups of the user's; where nothing was read yet, its labels would seem to be gone.</summary>
    public GroupNames NamesFor(ProviderItem item) => names is null && item.Groups.Any(group => group is not (MyContacts or Starred))
        ? throw new InvalidOperationException("The names of the groups are not known yet: items are viewed by the account that read them, or after its groups were asked for.")
        : Names;

    /// <summary>Asks for the groups. One that is known keeps the name under which it became known: a rename is for the next message, which relabels its members first.</summary>
    public async Task<GroupNames> LoadAsync(CancellationToken cancellationToken)
    {
        var groups = new List<ContactGroup>();
        string? page = null;
        do
        {
            var request = calls.Service.ContactGroups.List();
            request.PageSize = PageSize;
            request.PageToken = page;
            var answer = await calls.SendAsync(request, cancellationToken);
            groups.AddRange(answer.ContactGroups ?? []);
            page = answer.NextPageToken;
        }
        while (!string.IsNullOrEmpty(page));

        return names = Names.Extended(groups);
    }

    /// <summary>Makes sure that the people's groups have names, as far as there are such groups.</summary>
    public async Task KnowAsync(IEnumerable<ProviderItem> items, CancellationToken cancellationToken)
    {
        if (names is null || items.SelectMany(item => item.Groups).Any(group => !names.Knows(group)))
        {
            await LoadAsync(cancellationToken);
        }
    }

    /// <summary>Makes the groups that the labels lack. A label that Google keeps for itself stays without one.</summary>
    public async Task<GroupNames> DemandAsync(IEnumerable<string> labels, CancellationToken cancellationToken)
    {
        var known = names ?? await LoadAsync(cancellationToken);
        foreach (var label in known.Fit(labels).Where(label => known.IdOf(label) is null))
        {
            known = names = await CreateAsync(known, label, cancellationToken);
        }

        return known;
    }

    public async Task<IReadOnlyList<string>> MembersAsync(string id, CancellationToken cancellationToken)
    {
        var request = calls.Service.ContactGroups.Get(id);
        request.MaxMembers = MaxMembers;
        try
        {
            return [.. (await calls.SendAsync(request, cancellationToken)).MemberResourceNames ?? []];
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return [];
        }
    }

    public async Task<bool> RenameAsync(string id, string name, CancellationToken cancellationToken)
    {
        var body = new UpdateContactGroupRequest { ContactGroup = new ContactGroup { ETag = Names.ETagOf(id), Name = name }, UpdateGroupFields = "name" };
        try
        {
            names = Names.Renamed(await calls.SendAsync(calls.Service.ContactGroups.Update(body, id), cancellationToken));
            return true;
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Rejected or ProviderFault.Stale or ProviderFault.Gone)
        {
            // Another group has the name, or Google keeps it for itself, or the group was changed at this moment.
            return false;
        }
    }

    private async Task<GroupNames> CreateAsync(GroupNames known, string label, CancellationToken cancellationToken)
    {
        try
        {
            var request = calls.Service.ContactGroups.Create(new CreateContactGroupRequest { ContactGroup = new ContactGroup { Name = label } });
            return known.With(await calls.SendAsync(request, cancellationToken));
        }
        catch (ProviderException refused) when (refused.Fault == ProviderFault.Rejected)
        {
            // Somebody else made it in the meantime, or it is a name that Google does not give away.
            var now = await LoadAsync(cancellationToken);
            return now.IdOf(label) is null ? now.Without(label) : now;
        }
    }
}
