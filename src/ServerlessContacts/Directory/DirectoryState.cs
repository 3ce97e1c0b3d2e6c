using System.Collections.Immutable;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory;

/// <summary>What every request needs to know of its tenant, in memory. Null tenant: there is none of that name.</summary>
public sealed record DirectoryState
{
    public static readonly DirectoryState Empty = new();

    public TenantRecord? Tenant { get; init; }

    /// <summary>The sequence of the tenant row's last change: its entity tag to the outside.</summary>
    public long TenantVersion { get; init; }

    /// <summary>By the unique part of their directory entry's id.</summary>
    public ImmutableDictionary<string, MemberRecord> Members { get; init; } = ImmutableDictionary.Create<string,
        MemberRecord>(StringComparer.Ordinal);

    public ImmutableDictionary<string, ApplicationKeyRecord> Keys { get; init; } = ImmutableDictionary.Create<string,
        ApplicationKeyRecord>(StringComparer.Ordinal);

    internal DirectoryState With(string rowKey, long sequence, ReadOnlyMemory<byte>? data) =>
        TenantRecord.Kind.Holds(rowKey) ? this with { Tenant = Read<TenantRecord>(data), TenantVersion = sequence }
        : MemberRecord.Kind.Holds(rowKey) ? this with { Members = Set(Members, rowKey, data) }
        : ApplicationKeyRecord.Kind.Holds(rowKey) ? this with { Keys = Set(Keys, rowKey, data) }
        : this;

    private static ImmutableDictionary<string, T> Set<T>(ImmutableDictionary<string, T> all, string rowKey, ReadOnlyMemory<byte>? data)
        where T : class =>
        Read<T>(data) is { } record ? all.SetItem(RowKeys.NameOf(rowKey), record) : all.Remove(RowKeys.NameOf(rowKey));

    private static T? Read<T>(ReadOnlyMemory<byte>? data)
        where T : class => data is { } json ? StoredJson.Read<T>(json) : null;
}

internal sealed class DirectoryFold : IFold<DirectoryState>
{
    private static readonly RowKind[] Kinds = [TenantRecord.Kind, MemberRecord.Kind, ApplicationKeyRecord.Kind];

    public async Task<DirectoryState> LoadAsync(Journal journal, Partition partition, CancellationToken cancellationToken)
    {
        var state = DirectoryState.Empty;
        foreach (var kind in Kinds)
        {
            await foreach (StoredRow row in journal.RowsAsync(partition, kind, cancellationToken))
            {
                state = state.With(row.RowKey, row.Sequence, row.Data);
            }
        }

        return state;
    }

    public DirectoryState Apply(DirectoryState state, IReadOnlyList<Change> changes) =>
        changes.SelectMany(change => change.Rows.Select(row => (change.Sequence, Row: row)))
            .Aggregate(state, (all, changed) => all.With(changed.Row.RowKey, changed.Sequence, changed.Row.After));
}
