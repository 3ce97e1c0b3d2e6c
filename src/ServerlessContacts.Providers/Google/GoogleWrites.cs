using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>
/// Several writes in one call. Google carries out all of them or none: where something is wrong with one it refuses the call, and mostly
/// names those that are to blame. The others are then unsent.
/// </summary>
internal sealed class GoogleWrites(GoogleCalls calls, GoogleGroups groups)
{
    public static readonly CallLimits Limits = new(Writes: 200, Deletes: 500, Finds: 200);

    public async Task<IReadOnlyList<WriteAnswer>> CreateAsync(
        IReadOnlyList<ProviderWrite.Create> writes, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(writes.Select(write => write.Wanted), cancellationToken);
        var body = new BatchCreateContactsRequest
        {
            Contacts = [.. writes.Select(write => new ContactToCreate { ContactPerson = PersonItem.New(write, names) })],
            ReadMask = PersonItem.Fields,
        };
        return await RefusableAsync(writes, place => $"{place}", async () =>
        {
            var answer = await calls.SendAsync(calls.Service.People.BatchCreateContacts(body), cancellationToken);
            var made = (answer.CreatedPeople ?? []).Where(one => one.Person is not null).Select(one => PersonItem.Of(one.Person))
                .ToLookup(item => item.ClientKey, StringComparer.Ordinal);
            // An item whose answer is missing may be there: a listing tells.
            return [.. writes.Select(write => made[write.ClientKey].FirstOrDefault() is { } item
                ? WriteAnswer.Done(item)
                : Missing(ProviderFault.Unavailable))];
        });
    }

    public async Task<IReadOnlyList<WriteAnswer>> UpdateAsync(
        IReadOnlyList<ProviderWrite.Update> writes, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(writes.Select(write => write.Wanted), cancellationToken);
        var edits = writes.Select(write => PersonEdit.Of(write, names)).ToList();
        var sent = edits.Where(edit => edit.Fields.Count > 0).ToList();
        var answers = await SendAsync(sent, cancellationToken);
        var byId = sent.Zip(answers).ToDictionary(one => one.First.Id, one => one.Second, StringComparer.Ordinal);
        return [.. writes.Select(write => byId.GetValueOrDefault(write.Current.Id) ?? WriteAnswer.Done(write.Current))];
    }

    public Task<IReadOnlyList<WriteAnswer>> DeleteAsync(IReadOnlyList<ProviderWrite.Delete> writes, CancellationToken cancellationToken)
    {
        var body = new BatchDeleteContactsRequest { ResourceNames = [.. writes.Select(write => write.Current.Id)] };
        return RefusableAsync(writes, place => writes[place].Current.Id, async () =>
        {
            await calls.SendAsync(calls.Service.People.BatchDeleteContacts(body), cancellationToken);
            return [.. writes.Select(_ => WriteAnswer.Done(null))];
        });
    }

    /// <summary>
    /// The call names the fields of all: one that a person does not change is written as it was read. Google refuses that where it was
    /// changed meanwhile, by the person's etag.
    /// </summary>
    private async Task<IReadOnlyList<WriteAnswer>> SendAsync(List<PersonEdit> edits, CancellationToken cancellationToken)
    {
        if (edits.Count == 0)
        {
            return [];
        }

        var fields = edits.SelectMany(edit => edit.Fields).ToHashSet(StringComparer.Ordinal);
        var body = new BatchUpdateContactsRequest
        {
            Contacts = edits.ToDictionary(edit => edit.Id, edit => edit.Body(fields), StringComparer.Ordinal),
            UpdateMask = string.Join(',', fields.Order(StringComparer.Ordinal)),
            ReadMask = PersonItem.Fields,
        };
        var answers = await RefusableAsync(edits, place => edits[place].Id, async () =>
        {
            var results = (await calls.SendAsync(calls.Service.People.BatchUpdateContacts(body), cancellationToken)).UpdateResult;
            return [.. edits.Select(edit => Answer(results?.TryGetValue(edit.Id, out var result) == true ? result : null))];
        });
        return [.. edits.Zip(answers, (edit, answer) => IsDoubted(edit, answer) ? WriteAnswer.Doubted : answer)];

        bool IsDoubted(PersonEdit edit, WriteAnswer answer) =>
            answer.Refusal?.Fault == ProviderFault.Rejected && edit.Fields.Count < fields.Count;
    }

    /// <summary>The groups of all the labels that are wanted, made where there are none.</summary>
    private Task<GroupNames> NamesAsync(IEnumerable<Contact> wanted, CancellationToken cancellationToken) =>
        groups.DemandAsync(wanted.SelectMany(contact => contact.Labels).Distinct(StringComparer.Ordinal), cancellationToken);

    /// <summary>Where nothing is said of an item it is read again.</summary>
    private static WriteAnswer Answer(PersonResponse? result) =>
        result?.Status is { Code: > 0 } status ? WriteAnswer.Refused(GoogleErrors.Translate(status.Code.Value, status.Message))
        : result?.Person is { } person ? WriteAnswer.Done(PersonItem.Of(person))
        : Missing(ProviderFault.Stale);

    /// <param name="writes">What the call sends.</param>
    /// <param name="name">How an error names the write at that place.</param>
    /// <param name="send">Sends it.</param>
    private static async Task<IReadOnlyList<WriteAnswer>> RefusableAsync<T>(
        IReadOnlyList<T> writes, Func<int, string> name, Func<Task<IReadOnlyList<WriteAnswer>>> send)
    {
        try
        {
            return await send();
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Rejected or ProviderFault.Stale or ProviderFault.Gone)
        {
            var named = (refused as BatchRefusedException)?.Items;
            return [.. Enumerable.Range(0, writes.Count)
                .Select(place => named?.GetValueOrDefault(name(place)) is { } own ? WriteAnswer.Refused(own) : WriteAnswer.Unsent)];
        }
    }

    private static WriteAnswer Missing(ProviderFault fault) =>
        WriteAnswer.Refused(new ProviderException(fault, "Google's answer left the contact out."));
}

/// <summary>
/// A call that was refused because of some of its items, with what is wrong with each of them, by the names that the call gave them.
/// </summary>
internal sealed class BatchRefusedException(ProviderFault fault, string message, IReadOnlyDictionary<string, ProviderException> items)
    : ProviderException(fault, message)
{
    public IReadOnlyDictionary<string, ProviderException> Items => items;
}
