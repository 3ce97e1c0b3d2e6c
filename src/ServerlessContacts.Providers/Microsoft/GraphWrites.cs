using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// Up to twenty writes in one call, each with an answer of its own. The service takes a change whichever entity tag it comes with, so the
/// contacts are read right before, in one call as well. Only a value that somebody else writes in the moment between the two is lost.
/// </summary>
internal sealed class GraphWrites(
    GraphCalls calls,
    GraphBatch batch,
    ContactFolders folders,
    Func<ProviderItem, JsonObject> raw,
    Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyDictionary<string, ProviderItem>>> find)
{
    public static readonly CallLimits Limits = new(Writes: GraphBatch.Most, Deletes: GraphBatch.Most, Finds: GraphBatch.Most);

    public async Task<IReadOnlyList<WriteAnswer>> CreateAsync(
        IReadOnlyList<ProviderWrite.Create> writes, CancellationToken cancellationToken)
    {
        var creates = new List<(RequestInformation Request, ProviderGroup? Folder)>();
        foreach (var write in writes)
        {
            var folder = await folders.NamedAsync(write.Wanted.Labels, cancellationToken);
            creates.Add((Creating(write, folder), folder is { IsDefault: false } ? folder : null));
        }

        var answers = await batch.SendAsync(creates.Select(create => create.Request), cancellationToken);
        return [.. writes.Select((write, place) => Answer(answers[place], made => Made(made, creates[place].Folder) is { } item
            ? WriteAnswer.Done(item with { ClientKey = write.ClientKey })
            : WriteAnswer.Waiting(WithoutId())))];
    }

    /// <summary>What is as it is wanted already is not sent.</summary>
    public async Task<IReadOnlyList<WriteAnswer>> UpdateAsync(
        IReadOnlyList<ProviderWrite.Update> writes, CancellationToken cancellationToken)
    {
        var updates = writes.Select(write => ContactUpdate.Of(write, raw(write.Current))).ToList();
        var changed = updates.Where(update => update.Patch.Count > 0).ToList();
        var now = changed.Count > 0
            ? await find([.. changed.Select(update => update.Current.Id)], cancellationToken)
            : new Dictionary<string, ProviderItem>();
        var sent = changed.Where(update => update.Refusal(now) is null).ToList();
        var answers = sent.Count > 0 ? await batch.SendAsync(sent.Select(Changing), cancellationToken) : [];
        var answered = sent.Zip(answers)
            .ToDictionary(pair => pair.First.Current.Id, pair => Answer(pair.Second, pair.First.Saved), StringComparer.Ordinal);
        return [.. updates.Select(update => answered.GetValueOrDefault(update.Current.Id)
            ?? (update.Patch.Count > 0 ? WriteAnswer.Refused(update.Refusal(now)!) : WriteAnswer.Done(update.Current)))];
    }

    /// <summary>Where somebody else was faster, it is what was wanted.</summary>
    public async Task<IReadOnlyList<WriteAnswer>> DeleteAsync(
        IReadOnlyList<ProviderWrite.Delete> writes, CancellationToken cancellationToken)
    {
        var requests = writes.Select(write => calls.Client.Me.Contacts[write.Current.Id].ToDeleteRequestInformation());
        var answers = await batch.SendAsync(requests, cancellationToken);
        return [.. answers.Select(answer => answer.Failure?.Fault == ProviderFault.Gone
            ? WriteAnswer.Done(null)
            : Answer(answer, _ => WriteAnswer.Done(null)))];
    }

    private RequestInformation Creating(ProviderWrite.Create write, ProviderGroup? folder)
    {
        var wanted = folder is null
            ? write.Wanted
            : write.Wanted with { Labels = [.. write.Wanted.Labels.Where(label => label != folder.Name)] };
        var body = ContactMapping.New(wanted);
        ClientKeyProperty.Write(body, write.ClientKey);
        return GraphCalls.WithBody(
            folder is null or { IsDefault: true }
                ? calls.Client.Me.Contacts.ToPostRequestInformation(new())
                : calls.Client.Me.ContactFolders[folder.Id].Contacts.ToPostRequestInformation(new()),
            body);
    }

    private ProviderItem? Made(JsonObject made, ProviderGroup? folder)
    {
        if (folder is null)
        {
            // Into the default folder, whose name is no label.
            folders.RememberDefault(GraphItems.FolderOf(made));
        }

        return GraphItems.Read(made, folder?.Name);
    }

    private RequestInformation Changing(ContactUpdate update)
    {
        var request = calls.Client.Me.Contacts[update.Current.Id].ToPatchRequestInformation(new());
        if (update.Current.ETag.Length > 0)
        {
            request.Headers.Add("If-Match", update.Current.ETag);
        }

        return GraphCalls.WithBody(request, update.Patch);
    }

    /// <summary>What may be taken later is waited for; the rest is wrong with this one write.</summary>
    private static WriteAnswer Answer(BatchAnswer answer, Func<JsonObject, WriteAnswer> done) => answer.Failure switch
    {
        null => done(answer.Body.Length == 0 ? [] : answer.Json()),
        { Fault: ProviderFault.Stale or ProviderFault.Gone or ProviderFault.Rejected } refusal => WriteAnswer.Refused(refusal),
        var failure => WriteAnswer.Waiting(failure),
    };

    private static ProviderException WithoutId() =>
        new(ProviderFault.Unavailable, "Microsoft Graph answered a write with a contact that has no id.");
}

/// <summary>What is sent of an update, and what its answers mean.</summary>
/// <param name="Current">The contact as it was read.</param>
/// <param name="Patch">Empty where it is as it is wanted.</param>
internal sealed record ContactUpdate(ProviderItem Current, JsonObject Raw, JsonObject Patch)
{
    public static ContactUpdate Of(ProviderWrite.Update write, JsonObject raw) =>
        new(write.Current, raw, ContactPatch.Of(raw, write.Wanted));

    /// <summary>Why it must not be sent; null where the contact is still what was read.</summary>
    public ProviderException? Refusal(IReadOnlyDictionary<string, ProviderItem> now) =>
        !now.TryGetValue(Current.Id, out var item)
            ? new ProviderException(ProviderFault.Gone, "The contact is among the deleted items, or no more.")
        : Current.ETag.Length > 0 && !string.Equals(item.ETag, Current.ETag, StringComparison.Ordinal)
            ? new ProviderException(ProviderFault.Stale, "The contact is no longer what was read.")
        : null;

    public WriteAnswer Saved(JsonObject saved) =>
        ContactPatch.ChangesAll(Raw, Patch, saved) && GraphItems.Read(saved, GraphJson.Text(Raw, GraphItems.FolderName)) is { } item
            ? WriteAnswer.Done(item with { ClientKey = Current.ClientKey })
            : WriteAnswer.Refused(
                new ProviderException(ProviderFault.Stale, "Somebody else changed the contact in the moment it was written."));
}
