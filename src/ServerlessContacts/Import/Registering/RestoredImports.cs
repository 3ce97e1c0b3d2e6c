using ServerlessContacts.Store;

namespace ServerlessContacts.Import.Registering;

/// <summary>Imports that were not finished when they were backed up are among the unfinished ones again, so that they come to an end: their files are in no backup, and they say so.</summary>
public sealed class RestoredImports(ImportStore imports, ActiveImports active)
{
    public async Task RunAsync(Partition partition, CancellationToken cancellationToken)
    {
        if (partition != Partition.Imports(partition.Tenant))
        {
            return;
        }

        await foreach (var import in imports.AllAsync(partition.Tenant, cancellationToken).Where(import => !import.IsFinished))
        {
            await active.AddAsync(partition.Tenant, import.Record.Id, import.Blob.Length, cancellationToken);
        }
    }
}
