using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>A mapping that a tenant keeps for the files that come again and again.</summary>
public sealed record SavedMapping(string Name, ColumnMapping Mapping)
{
    public static RowKind Kind { get; } = new('l', "column mapping", PartitionKind.Imports);
}

/// <summary>The saved mappings of each tenant, beside its imports. A name is of 1 to 100 characters; case matters.</summary>
public sealed class ColumnMappings(ITable table)
{
    public const int MaxName = 100;

    private readonly PlainRows rows = new(table);

    public async Task<SavedMapping?> FindAsync(TenantId tenant, string name, CancellationToken cancellationToken) =>
        await rows.FindAsync(Key(tenant), RowOf(name), cancellationToken) is { } row ? StoredJson.Read<SavedMapping>(row.Data) : null;

    public async Task<IReadOnlyList<SavedMapping>> AllAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await rows.RowsAsync(Key(tenant), SavedMapping.Kind, cancellationToken).Select(row => StoredJson.Read<SavedMapping>(row.Data))
            .OrderBy(saved => saved.Name, StringComparer.Ordinal).ToListAsync(cancellationToken);

    public async Task SaveAsync(TenantId tenant, SavedMapping mapping, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict($"The mapping {mapping.Name}"); ; retry.Again())
        {
            var before = await rows.FindAsync(Key(tenant), RowOf(mapping.Name), cancellationToken);
            var saved = before is null
                ? await rows.InsertAsync(Key(tenant), RowOf(mapping.Name), StoredJson.Write(mapping), cancellationToken)
                : await rows.ReplaceAsync(Key(tenant), before, StoredJson.Write(mapping), cancellationToken);
            if (saved is not null)
            {
                return;
            }
        }
    }

    /// <summary>False where there is none of the name.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(Key(tenant), RowOf(name), cancellationToken) is not { } row)
        {
            return false;
        }

        await rows.DeleteAsync(Key(tenant), row, cancellationToken);
        return true;
    }

    /// <summary>What an import's options ask for: a mapping as JSON, or the name of a saved one.</summary>
    internal async Task<(ColumnMapping? Mapping, ImportProblem? Problem)> ResolveAsync(TenantId tenant, string? asked, CancellationToken cancellationToken)
    {
        if (asked is null)
        {
            return (null, null);
        }

        var mapping = asked.TrimStart() is ['{', ..] ? ColumnMapping.Parse(asked) : (await FindAsync(tenant, asked, cancellationToken))?.Mapping;
        return mapping?.Problem() is null && mapping is not null ? (mapping, null) : (null, ImportProblems.UnknownMapping);
    }

    private static string Key(TenantId tenant) => Partition.Imports(tenant).Key;

    private static string RowOf(string name) => SavedMapping.Kind.Key(RowKeys.Hash(name));
}
