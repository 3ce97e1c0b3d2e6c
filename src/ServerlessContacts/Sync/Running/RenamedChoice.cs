using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Lets the owner's choice of groups go along with renamed ones whose ids do not stay, and with members that move.</summary>
internal sealed class RenamedChoice
{
    private readonly SyncSession session;
    private readonly IReadOnlyList<GroupRename> others;
    private readonly IReadOnlyList<GroupRename> chosen;
    private IReadOnlyList<string> given = [];

    /// <summary>From now on the members are in a chosen group under the old name and under the new one.</summary>
    public RenamedChoice(SyncSession session, IReadOnlyList<GroupRename> renames)
    {
        this.session = session;
        chosen = [.. renames.Where(rename => session.Chosen.Includes(rename.Group.IsKnownById ? rename.Group.Id : rename.From))];
        others = [.. renames.Except(chosen)];
        session.Chosen.Add(chosen.Where(rename => rename.Open.IsThere).Select(rename => rename.Group.Id));
    }

    /// <summary>All members have their new labels.</summary>
    /// <param name="groups">As the provider lists them.</param>
    /// <param name="joined">Those that members joined by it.</param>
    public void Settle(IEnumerable<ProviderGroup> groups, IEnumerable<string> joined)
    {
        if (chosen.Count == 0)
        {
            return;
        }

        var named = groups.Where(group => chosen.Any(rename => AreSame(rename.To, group.Name))).Select(group => group.Id);
        given = [.. chosen.Where(IsTakenOver).Select(rename => rename.From)];
        session.Chosen.Add(joined.Concat(named));
        session.Chosen.Remove(given);
    }

    /// <summary>The edit of the connection; none where the choice stays as it is.</summary>
    public async Task<IReadOnlyList<Edit>> EditsAsync(CancellationToken cancellationToken)
    {
        var key = Connection.Kind.Key(session.Connection);
        if (chosen.Count == 0 || await session.Journal.FindAsync(session.Partition, key, cancellationToken) is not { } row
            || StoredJson.Read<Connection>(row.Data) is not { Settings.Groups: { } before } connection)
        {
            return [];
        }

        var after = before.Union(session.Chosen.Ids!, StringComparer.Ordinal).Except(given, StringComparer.Ordinal).ToList();
        return after.SequenceEqual(before, StringComparer.Ordinal)
            ? []
            : [new Edit(row.RowKey, row, StoredJson.Write(connection with { Settings = connection.Settings with { Groups = after } }))];
    }

    /// <summary>Whether the old name of a chosen category is by now that of one that was not chosen.</summary>
    private bool IsTakenOver(GroupRename rename) =>
        !rename.Group.IsKnownById
        && others.Any(other => AreSame(other.To, rename.From))
        && !chosen.Any(other => AreSame(other.To, rename.From));

    private static bool AreSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
