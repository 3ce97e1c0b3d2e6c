using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Goes through every file of a tenant: sources, plans, reports and rejected rows. One that holds the person goes whole, with the others in it: these are in the table, and a file that was
/// rewritten would be neither what somebody had sent nor what the service had said.
/// </summary>
public sealed class FileEraser(IBlobStore blobs, RowCatalog catalog, TimeProvider time)
{
    /// <summary>A report may grow while it is read.</summary>
    private static readonly BlobPieces Pieces = new(4 * 1024 * 1024, IsPinned: false);

    private readonly IReadOnlyList<string> texts = NamesOf(catalog, ContainerContent.Texts);
    private readonly IReadOnlyList<string> pictures = NamesOf(catalog, ContainerContent.Pictures);
    private readonly IReadOnlyList<string> snapshots = NamesOf(catalog, ContainerContent.Snapshots);

    /// <summary>Where it has come to; null where all is done.</summary>
    internal async Task<ErasurePlace?> RunAsync(
        StoredErasure erasure, ErasedPerson person, Tally tally, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var place = erasure.At;
        for (; place.Place < texts.Count; place = new ErasurePlace(place.Place + 1, ""))
        {
            var container = texts[place.Place];
            await foreach (var name in NamesAsync(container, erasure, place.After, cancellationToken))
            {
                if (await HasAsync(person, container, name, cancellationToken)
                    && (erasure.Record.DryRun || await DeleteAsync(container, name, cancellationToken)))
                {
                    tally.Count(Traces.Files);
                }

                if (time.GetUtcNow() >= until)
                {
                    return place with { After = name };
                }
            }
        }

        return null;
    }

    /// <summary>Pictures that no contact has that stays, and the search snapshots, which are made anew.</summary>
    internal async Task RemovePicturesAsync(StoredErasure erasure, ErasedPerson person, Tally tally, CancellationToken cancellationToken)
    {
        var photos = person.Marks.Photos.Except(erasure.PhotosInUse, StringComparer.Ordinal);
        foreach (var (container, photo) in pictures.SelectMany(container => photos.Select(photo => (container, photo))))
        {
            tally.Count(Traces.Photos, await GoesAsync(erasure, container, $"{erasure.Tenant}/{photo}", cancellationToken) ? 1 : 0);
        }

        foreach (var container in snapshots)
        {
            await foreach (var name in NamesAsync(container, erasure, after: "", cancellationToken))
            {
                tally.Count(Traces.Snapshots, await GoesAsync(erasure, container, name, cancellationToken) ? 1 : 0);
            }
        }
    }

    private static IReadOnlyList<string> NamesOf(RowCatalog catalog, ContainerContent content) =>
        [.. catalog.Containers.Where(container => container.Content == content).Select(container => container.Name)];

    /// <summary>
    /// Names come in ordinal order, and a listing begins at a prefix only: what was dealt with is listed again and passed over.
    /// </summary>
    private IAsyncEnumerable<string> NamesAsync(
        string container, StoredErasure erasure, string after, CancellationToken cancellationToken) =>
        blobs.Container(container).ListAsync($"{erasure.Tenant}/", cancellationToken)
            .Select(blob => blob.Name).Where(name => string.CompareOrdinal(name, after) > 0);

    private Task<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
        blobs.Container(container).DeleteAsync(name, version: null, cancellationToken);

    private async Task<bool> GoesAsync(StoredErasure erasure, string container, string name, CancellationToken cancellationToken)
    {
        if (!erasure.Record.DryRun)
        {
            return await DeleteAsync(container, name, cancellationToken);
        }

        return await blobs.Container(container).FindAsync(name, cancellationToken) is not null;
    }

    private async Task<bool> HasAsync(ErasedPerson person, string container, string name, CancellationToken cancellationToken)
    {
        if (person.Marks.Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            return true;
        }

        if (person.IsNobody)
        {
            return false;
        }

        if (person.Marks.Sources.Contains($"{container}/{name}", StringComparer.Ordinal) || person.IsIn(name[(name.IndexOf('/') + 1)..]))
        {
            return true;
        }

        await using var file = await blobs.Container(container).OpenAsync(name, Pieces, cancellationToken);
        return file is not null && await FileTexts.AnyAsync(file, person.IsIn, cancellationToken);
    }
}
