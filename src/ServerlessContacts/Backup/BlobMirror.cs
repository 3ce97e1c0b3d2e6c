using System.Globalization;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Backup;

/// <summary>
/// Keeps the blobs of a container in the second account, once for all backups. What is gone from the first stays until no backup that could need it is kept. A name's bytes hardly ever change, so a look
/// costs two listings and what is new.
/// </summary>
internal sealed class BlobMirror(IBlobContainer files, TimeProvider time)
{
    private const string GoneSince = "gone";

    /// <param name="container">Its name.</param>
    /// <param name="source">What it has.</param>
    /// <param name="needless">What has been gone since before that is deleted.</param>
    /// <param name="until">When no further blob is copied.</param>
    /// <param name="cancellationToken">Ends the work; a repeat finds what is there.</param>
    /// <returns>What the container has; null where the time was up.</returns>
    public async Task<BackupBlobs?> RunAsync(
        string container, IBlobContainer source, DateTimeOffset needless, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var prefix = $"{BackupStorage.Blobs}{container}/";
        var found = new BackupBlobs(container, 0, 0);
        await using var copies = files.ListAsync(prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var copy = await NextAsync(copies);
        await foreach (var blob in source.ListAsync("", cancellationToken))
        {
            var name = prefix + blob.Name;
            for (; copy is not null && string.CompareOrdinal(copy.Name, name) < 0; copy = await NextAsync(copies))
            {
                await PartAsync(copy, needless, cancellationToken);
            }

            var same = copy?.Name == name ? copy : null;
            if (IsStale(same, blob))
            {
                await CopyAsync(source, blob, name, cancellationToken);
                if (time.GetUtcNow() >= until)
                {
                    return null;
                }
            }

            copy = same is null ? copy : await NextAsync(copies);
            found = found with { Files = found.Files + 1, Bytes = found.Bytes + blob.Length };
        }

        for (; copy is not null; copy = await NextAsync(copies))
        {
            await PartAsync(copy, needless, cancellationToken);
        }

        return found;
    }

    private static bool IsStale(BlobFacts? copy, BlobFacts blob) => copy is null || Gone(copy) is not null || copy.Modified < blob.Modified;

    /// <summary>One that is gone since it was listed is no part of the backup.</summary>
    private async Task CopyAsync(IBlobContainer source, BlobFacts blob, string name, CancellationToken cancellationToken)
    {
        await using var content = await source.DownloadAsync(blob.Name, cancellationToken);
        if (content is not null)
        {
            await files.WriteAsync(name, blob.ContentType, content.Stream, cancellationToken);
        }
    }

    private Task PartAsync(BlobFacts copy, DateTimeOffset needless, CancellationToken cancellationToken) => Gone(copy) switch
    {
        null => MarkGoneAsync(copy, cancellationToken),
        { } gone when gone < needless => files.DeleteAsync(copy.Name, version: null, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>Since when what it is a copy of is gone; null while that is there.</summary>
    private static DateTimeOffset? Gone(BlobFacts copy) =>
        copy.Metadata.TryGetValue(GoneSince, out var gone) ? DateTimeOffset.Parse(gone, CultureInfo.InvariantCulture) : null;

    private Task MarkGoneAsync(BlobFacts copy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return files.SetMetadataAsync(
            copy.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [GoneSince] = now }, cancellationToken);
    }

    private static async Task<BlobFacts?> NextAsync(IAsyncEnumerator<BlobFacts> files) =>
        await files.MoveNextAsync() ? files.Current : null;
}
