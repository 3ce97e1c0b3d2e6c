namespace ServerlessContacts.Erasure;

/// <summary>
/// Goes through every file of a tenant: sources, plans, reports and rejected rows. One that holds the person goes whole, with the others in it: these are in the table, and a file that was
/// rewritten would be neither what somebody had sent nor what the service had said.
/// </summary>
public sealed class FileEraser(IErasureFiles files, ErasureContainers containers, TimeProvider time)
{
    /// <summary>Where it has come to; null where all is done.</summary>
    internal async Task<ErasurePlace?> RunAsync(StoredErasure erasure, ErasureSubject subject, Tally tally, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var place = erasure.At;
        for (; place.Place < containers.Files.Count; place = new ErasurePlace(place.Place + 1, ""))
        {
            var container = containers.Files[place.Place];
            await foreach (var name in files.NamesAsync(container, $"{erasure.Tenant}/", place.After, cancellationToken))
            {
                if (await HasAsync(subject, container, name, cancellationToken) && (erasure.Record.DryRun || await files.DeleteAsync(container, name, cancellationToken)))
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
    internal async Task RemovePicturesAsync(StoredErasure erasure, ErasureSubject subject, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var photo in subject.Marks.Photos.Except(erasure.PhotosInUse, StringComparer.Ordinal))
        {
            tally.Count(Traces.Photos, await GoesAsync(erasure, containers.Photos, $"{erasure.Tenant}/{photo}", cancellationToken) ? 1 : 0);
        }

        await foreach (var name in files.NamesAsync(containers.Snapshots, $"{erasure.Tenant}/", "", cancellationToken))
        {
            tally.Count(Traces.Snapshots, await GoesAsync(erasure, containers.Snapshots, name, cancellationToken) ? 1 : 0);
        }
    }

    private async Task<bool> GoesAsync(StoredErasure erasure, string container, string name, CancellationToken cancellationToken)
    {
        if (!erasure.Record.DryRun)
        {
            return await files.DeleteAsync(container, name, cancellationToken);
        }

        await using var there = await files.OpenAsync(container, name, cancellationToken);
        return there is not null;
    }

    private async Task<bool> HasAsync(ErasureSubject subject, string container, string name, CancellationToken cancellationToken)
    {
        if (subject.Marks.Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            return true;
        }

        if (subject.Person.IsNobody)
        {
            return false;
        }

        if (subject.Marks.Sources.Contains($"{container}/{name}", StringComparer.Ordinal) || subject.Person.IsIn(name[(name.IndexOf('/') + 1)..]))
        {
            return true;
        }

        await using var file = await files.OpenAsync(container, name, cancellationToken);
        return file is not null && await FileTexts.AnyAsync(file, subject.Person.IsIn, cancellationToken);
    }
}
