using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Interactions;

/// <summary>
/// Calls and messages, in the partition of the member whose they were or, where they were nobody's, in the contact's; and how much each
/// contact is called and written to, by one member and by all. Both are in the log, so searches follow them.
/// </summary>
public sealed class InteractionLog(Journal journal)
{
    public static RowKind Kind { get; } = new('i', "interaction", PartitionKind.Shared, PartitionKind.Member, PartitionKind.Directory) { Trace = Traces.Interactions };

    /// <summary>In place of a contact where nobody has the number.</summary>
    private const string Nobody = "-";

    /// <summary>
    /// Stores the interaction and counts it. A repeat with the same id changes nothing and answers the first; after a lost answer it also
    /// makes good what the first did not get to.
    /// </summary>
    /// <exception cref="StoreBusyException">Too many instances write to the partition at once; the same call may be repeated.</exception>
    public async Task<RecordResult> RecordAsync(TenantId tenant, Interaction interaction, CancellationToken cancellationToken)
    {
        var home = HomeOf(tenant, interaction);
        var (result, isOfOld) = await StoreAsync(home, interaction, cancellationToken);
        if (!isOfOld && result is RecordResult.Recorded { Interaction: { ContactId: { } contact } stored } && Partition.Of(tenant, contact) is var place && place != home)
        {
            await CountAsync(place, stored, cancellationToken);
        }

        return result;
    }

    /// <summary>The interactions with a contact that are a member's, if any is named, or nobody's; the newest first.</summary>
    public async Task<IReadOnlyList<Interaction>> WithAsync(TenantId tenant, ContactId contact, MemberId? member, CancellationToken cancellationToken)
    {
        var all = await InAsync(Partition.Of(tenant, contact), contact, cancellationToken);
        if (member is { } own && Partition.Member(tenant, own) is var home && contact.Owner != own)
        {
            all.AddRange(await InAsync(home, contact, cancellationToken));
        }

        return [.. all.OrderByDescending(interaction => interaction.At).ThenBy(interaction => interaction.Id, StringComparer.Ordinal)];
    }

    /// <summary>Of old is what was stored so long ago that its receipt has left the log: it was counted then.</summary>
    private async Task<(RecordResult Result, bool IsOfOld)> StoreAsync(Partition home, Interaction interaction, CancellationToken cancellationToken)
    {
        var row = RowOf(interaction);
        var operation = OperationOf(interaction) with { Note = Encoding.UTF8.GetBytes(row) };
        var committed =
            await journal.CommitAsync(home, operation, [new Edit(row, null, interaction.Write())], Counted(interaction), cancellationToken);
        return committed.IsStored
            ? (await StoredAsync(home, Encoding.UTF8.GetString(committed.Note.Span), interaction, cancellationToken), false)
            : (await StoredAsync(home, row, interaction, cancellationToken), true);
    }

    /// <summary>A name that was used before has to have meant the same.</summary>
    private async Task<RecordResult> StoredAsync(Partition home, string row, Interaction asked, CancellationToken cancellationToken)
    {
        var stored = await journal.FindAsync(home, row, cancellationToken) is { } known ? Interaction.Read(known.Data) : asked;
        return stored with { At = asked.At } == asked ? new RecordResult.Recorded(stored) : new RecordResult.NameReused();
    }

    private Task CountAsync(Partition place, Interaction interaction, CancellationToken cancellationToken) =>
        journal.CommitAsync(place, OperationOf(interaction), [], Counted(interaction), cancellationToken);

    private static Fold[] Counted(Interaction interaction)
    {
        var weight = ActivityWeight.Of(interaction.At);
        return interaction.ContactId is { } contact ? [new Fold(ContactActivity.RowKey(contact), And)] : [];

        byte[] And(ReadOnlyMemory<byte>? known) =>
            ContactActivity.Write(known is { } data ? ContactActivity.Read(data.Span).And(weight) : weight);
    }

    private async Task<List<Interaction>> InAsync(Partition partition, ContactId contact, CancellationToken cancellationToken) =>
        await journal.RowsAsync(partition, InteractionLog.Kind, cancellationToken, $"{contact}~", $"{contact}~~")
            .Select(row => Interaction.Read(row.Data))
            .ToListAsync(cancellationToken);

    private static Partition HomeOf(TenantId tenant, Interaction interaction) =>
        interaction.Member is { } member ? Partition.Member(tenant, new MemberId(member))
        : interaction.ContactId is { } contact ? Partition.Of(tenant, contact)
        : Partition.Directory(tenant);

    private static string RowOf(Interaction interaction) => InteractionLog.Kind.Key(
        string.Create(CultureInfo.InvariantCulture, $"{interaction.Contact ?? Nobody}~{DateTime.MaxValue.Ticks - interaction.At.UtcTicks:D19}~{interaction.Id}"));

    private static Operation OperationOf(Interaction interaction) => new($"interaction-{interaction.Id}", interaction.By, interaction.By);
}
