using System.Collections.Concurrent;
using System.Security.Cryptography;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Fetches pictures for contacts that have none, some in a call where the provider takes that. A picture that is missing or none holds
/// nothing up; one at which the provider fails waits as long as it says, and costs no other.
/// </summary>
internal sealed class PhotoStage(SyncSession session, Desk desk, PhotoSearch search)
{
    private const string None = "none";

    /// <summary>Pictures between two checkpoints, and in the memory at once.</summary>
    private const int AtOnce = 20;

    private const int SavesAtOnce = 4;

    /// <summary>Fetches some; the stage is over when nobody wants any.</summary>
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        var state = session.Writer.State;
        if (desk.Photos.Contacts.Count > 0)
        {
            await FetchAsync(await ReadAsync(desk.Photos.Contacts.Take(AtOnce), cancellationToken), state, cancellationToken);
            return session.Writer.State;
        }

        if (session.Changed.Count > 0)
        {
            await FetchChangedAsync(cancellationToken);
            return session.Writer.State;
        }

        if (state.PhotosFrom is not { } from)
        {
            return state with { Stage = Stage.Idle };
        }

        var next = await search.AfterAsync(from, AtOnce, cancellationToken);
        await FetchAsync(next, state with { PhotosFrom = next.Count == 0 ? null : next[^1].Unique }, cancellationToken);
        return session.Writer.State with { PhotosFrom = next.Count == 0 ? null : next[^1].Unique };
    }

    /// <summary>Only those that have a picture, or may have one, are read here.</summary>
    private async Task FetchChangedAsync(CancellationToken cancellationToken)
    {
        var changed = session.Changed.Take(AtOnce).ToList();
        changed.ForEach(one => session.Changed.Remove(one.Key));
        var asked = await AskAsync([.. changed.Select(one => one.Value)], cancellationToken);
        var answers = changed.Select(one => one.Key).Zip(asked)
            .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var concerned = changed.Select(one => one.Key)
            .Where(unique => answers.GetValueOrDefault(unique) is null or { IsOpen: true } or { Photo: not null });
        await StoreAsync(await ReadAsync(concerned, cancellationToken), answers, session.Writer.State, cancellationToken);
    }

    private async Task<IReadOnlyList<LinkedContact>> ReadAsync(IEnumerable<string> contacts, CancellationToken cancellationToken)
    {
        var read = new List<LinkedContact>();
        foreach (var unique in contacts.ToList())
        {
            var stored = await session.Links.FindAsync(unique, cancellationToken);
            read.Add(new LinkedContact(unique, stored, await session.FindAsync(unique, cancellationToken)));
        }

        return read;
    }

    private async Task FetchAsync(IReadOnlyList<LinkedContact> contacts, SyncState next, CancellationToken cancellationToken)
    {
        var wanting = contacts.Where(contact => contact.WantsPhoto).ToList();
        var asked = await AskAsync([.. wanting.Select(contact => contact.Stored!.Link.Item!)], cancellationToken);
        var answers = wanting.Select(contact => contact.Unique).Zip(asked)
            .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        await StoreAsync(contacts, answers, next, cancellationToken);
    }

    /// <summary>What was answered is stored before the word of a failure, if there was one.</summary>
    private async Task StoreAsync(
        IReadOnlyList<LinkedContact> contacts, Dictionary<string, PhotoAnswer> answers, SyncState next, CancellationToken cancellationToken)
    {
        var names = await SaveAsync([.. contacts.Where(contact => contact.WantsPhoto)], answers, cancellationToken);
        foreach (var contact in contacts)
        {
            var (answer, name) = (answers.GetValueOrDefault(contact.Unique), names.GetValueOrDefault(contact.Unique));
            var edits = await EditsAsync(contact, answer, name, cancellationToken);
            await session.Writer.AddAsync(new Work { Edits = edits }, cancellationToken);
        }

        if (answers.Values.Where(answer => answer.IsOpen).MaxBy(answer => answer.Failure!.RetryAfter ?? TimeSpan.Zero) is { } open)
        {
            await session.Writer.FlushAsync(session.Writer.State with { PhotosFrom = next.PhotosFrom }, cancellationToken);
            throw open.Failure!;
        }
    }

    /// <summary>Where the call as a whole fails, so does each picture.</summary>
    private async Task<IReadOnlyList<PhotoAnswer>> AskAsync(IReadOnlyList<ProviderItem> items, CancellationToken cancellationToken)
    {
        try
        {
            return items.Count == 0 ? [] : await session.Account.PhotosAsync(items, cancellationToken);
        }
        catch (ProviderException failed) when (failed.Fault is ProviderFault.Throttled or ProviderFault.Unavailable)
        {
            return [.. items.Select(_ => new PhotoAnswer(Photo: null, failed))];
        }
    }

    /// <summary>The names of those that are pictures and were not looked at before.</summary>
    private async Task<IReadOnlyDictionary<string, string>> SaveAsync(
        List<LinkedContact> wanting, Dictionary<string, PhotoAnswer> answers, CancellationToken cancellationToken)
    {
        var names = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = SavesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wanting, sideBySide, async (contact, token) =>
        {
            if (answers.GetValueOrDefault(contact.Unique) is { Photo: { } photo } answer
                && !string.Equals(Seen(contact.Stored!.Link, answer), contact.Stored.Link.PhotoSeen, StringComparison.Ordinal)
                && await session.SavePhoto(session.Tenant, photo, token) is { } name)
            {
                names[contact.Unique] = name;
            }
        });
        return names;
    }

    private async Task<IReadOnlyList<Edit>> EditsAsync(
        LinkedContact contact, PhotoAnswer? answer, string? name, CancellationToken cancellationToken) =>
        answer switch
        {
            null when contact.WantsPhoto => await desk.Photos.KeepAsync(contact.Unique, cancellationToken),
            { IsOpen: true } => await desk.Photos.RetryAsync(contact.Unique, cancellationToken),
            _ =>
            [
                .. Changed(contact, name), .. await SeenAsync(contact, answer, cancellationToken),
                .. await desk.Photos.EndAsync(contact.Unique, cancellationToken),
            ],
        };

    private IEnumerable<Edit> Changed(LinkedContact linked, string? name) =>
        name is not null && linked.Contact is { } contact && With(contact.Record, name) is { } record ? [ContactEdits.Change(contact, record)] : [];

    private ContactRecord? With(ContactRecord record, string photo) =>
        Provenance.Update(record, record.Contact with { Photo = photo }, session.Source, session.Source, session.Now);

    private async Task<IReadOnlyList<Edit>> SeenAsync(LinkedContact contact, PhotoAnswer? answer, CancellationToken cancellationToken)
    {
        if (contact.Stored is not { Link: { State: LinkState.Linked, Item: not null } link } stored)
        {
            return [];
        }

        var seen = Seen(link, answer);
        return string.Equals(seen, link.PhotoSeen, StringComparison.Ordinal)
            ? []
            : await session.Links.EditsAsync(stored, link with { PhotoSeen = seen }, cancellationToken);
    }

    /// <summary>What is known of the picture by now: the item's own word or, where there is none, the picture.</summary>
    private string? Seen(Link link, PhotoAnswer? answer) =>
        session.Traits.TellsOfPictures ? link.Item!.PhotoTag ?? None
        : answer is null ? link.PhotoSeen
        : answer.Photo is { } photo ? Convert.ToHexStringLower(SHA256.HashData(photo.Bytes.Span)) : null;
}
