using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Backup.Restoring;

/// <summary>Copies the blobs that rows refer to back. One that is there already is left as it is.</summary>
internal sealed class RestoredBlobs(IBlobContainer files, BackupSources sources)
{
    /// <summary>Whatever tenant a blob belongs to, it is read with them.</summary>
    private const string Keys = "keys";

    /// <param name="container">Which.</param>
    /// <param name="tenant">Null for all.</param>
    /// <param name="report">Is told how many are there.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    /// <returns>How many there are.</returns>
    public async Task<long> RunAsync(string container, string? tenant, Action<long> report, CancellationToken cancellationToken)
    {
        var prefix = $"{BackupStorage.Blobs}{container}/";
        var target = sources.Of(container);
        var there = await target.ListAsync("", cancellationToken).Select(file => file.Name).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var done = 0L;
        await foreach (var copy in files.ListAsync(tenant is null || container == Keys ? prefix : $"{prefix}{tenant}/", cancellationToken))
        {
            var name = copy.Name[prefix.Length..];
            if (!there.Contains(name))
            {
                await CopyAsync(copy, target, name, cancellationToken);
            }

            report(++done);
        }

        return done;
    }

    private async Task CopyAsync(BlobFacts copy, IBlobContainer target, string name, CancellationToken cancellationToken)
    {
        await using var content = await files.DownloadAsync(copy.Name, cancellationToken)
            ?? throw new InvalidDataException($"The blob {copy.Name} is gone.");
        await target.WriteAsync(name, copy.ContentType, content.Stream, cancellationToken);
    }
}
