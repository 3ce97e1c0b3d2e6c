using ServerlessContacts.Import.Files;
using ServerlessContacts.Store.Housekeeping;

namespace ServerlessContacts.Import;

/// <summary>Deletes what has been in quarantine for long: it is no tenant's, so no partition's look finds it.</summary>
public sealed class QuarantineSweep(ImportFiles files, Retentions retentions, TimeProvider time)
{
    /// <summary>What remains is deleted by the next round.</summary>
    private const int FilesPerRound = 1000;

    public Task RunAsync(CancellationToken cancellationToken) => files.DeleteQuarantinedAsync(time.GetUtcNow() - retentions.Quarantine, FilesPerRound, cancellationToken);
}
