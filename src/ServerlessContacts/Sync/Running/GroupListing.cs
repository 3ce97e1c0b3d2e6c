using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// The provider's groups as a run goes by them. Labels are the names of groups, so a list that leaves groups out would take their labels
/// from everybody who is looked at meanwhile. So what is missing is asked for again; where more is missing than the brake allows, or
/// everything, only a later list is believed.
/// </summary>
/// <param name="session">Of the run.</param>
/// <param name="choices">What could be chosen until now.</param>
internal sealed class GroupListing(SyncSession session, IReadOnlyList<ProviderGroup> choices)
{
    private readonly SyncWriter writer = session.Writer;

    /// <exception cref="ProviderException">The list is not believed yet.</exception>
    public async Task<IReadOnlyList<ProviderGroup>> ReadAsync(CancellationToken cancellationToken)
    {
        var known = await KnownAsync(cancellationToken);
        var groups = await session.Account.GroupsAsync(cancellationToken);
        if (IsLacking(groups, known))
        {
            var again = await session.Account.GroupsAsync(cancellationToken);
            groups = [.. again, .. groups.ExceptBy(again.Select(group => group.Key), group => group.Key, StringComparer.Ordinal)];
        }

        await WeighAsync(groups, known, cancellationToken);
        session.Chosen.Know(groups);
        return groups;
    }

    private async Task<IReadOnlyList<string>> KnownAsync(CancellationToken cancellationToken)
    {
        var remembered = await session.Groups.AllAsync(session.Partition, session.Connection, cancellationToken);
        return [.. remembered.Values.Where(stored => !stored.Group.IsGone).Select(stored => stored.Group.Key)];
    }

    private bool IsLacking(IReadOnlyList<ProviderGroup> groups, IReadOnlyList<string> known) =>
        Lost(groups, known) > 0 || IsEmptied(groups);

    private bool IsEmptied(IReadOnlyList<ProviderGroup> groups) => groups.Count == 0 && choices.Count > 0;

    private static int Lost(IReadOnlyList<ProviderGroup> groups, IReadOnlyList<string> known) =>
        known.Except(groups.Select(group => group.Key), StringComparer.Ordinal).Count();

    private async Task WeighAsync(IReadOnlyList<ProviderGroup> groups, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        var lost = Lost(groups, known);
        var isTooMuch = session.Settings.Brake.IsTooMuch(lost, known.Count) || (lost > 0 && lost == known.Count) || IsEmptied(groups);
        var since = writer.State.GroupsLost;
        if (!isTooMuch || since + session.Traits.Lag < session.Now)
        {
            // What was believed because it stayed so is known to be lost as long as it does.
            await NoteAsync(isTooMuch ? since : null, cancellationToken);
            return;
        }

        await NoteAsync(since ?? session.Now, cancellationToken);
        throw new ProviderException(
            ProviderFault.Unavailable,
            $"The provider's list lacks {lost} of {known.Count} groups; it is asked for again.",
            session.Traits.Lag + TimeSpan.FromSeconds(1));
    }

    private Task NoteAsync(DateTimeOffset? since, CancellationToken cancellationToken) => since == writer.State.GroupsLost
        ? Task.CompletedTask
        : writer.FlushAsync(writer.State with { GroupsLost = since }, cancellationToken);
}
