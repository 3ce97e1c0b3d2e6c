using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// A create on its way: the link is stored before the call, with the number that the item's key follows from, and taken back where nothing
/// was made.
/// </summary>
/// <param name="session">Of the run.</param>
/// <param name="meeting">From what it was decided.</param>
/// <param name="agreed">What both sides say once it is made.</param>
/// <param name="number">Of the attempt.</param>
internal sealed class RemoteCreate(SyncSession session, Meeting meeting, Agreement agreed, int number)
{
    private StoredLink? stored;

    public ProviderWrite.Create Write => new(agreed.There, session.Links.Keys.ClientKey(meeting.Unique, number));

    private StoredLink Stored => stored ?? throw new InvalidOperationException("The create was not announced.");

    /// <summary>Has it stored with the next transaction that the create is about to be sent.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var link = (meeting.Link ?? new Link { Contact = meeting.Unique, State = LinkState.Creating, Born = Side.Here }) with
        {
            State = LinkState.Creating,
            Item = null,
            Agreed = agreed,
            Creates = number,
            CreateSent = session.Now,
            SentBy = null,
            Missed = null,
            Tombstone = null,
        };
        await session.Writer.AddAsync(
            new Work
            {
                Edits =
                [
                    .. await session.Links.EditsAsync(meeting.Stored, link, cancellationToken),
                    .. await session.Pending.BeginAsync(meeting.Unique, cancellationToken),
                ],
                Linked = meeting.Link?.State == LinkState.Linked ? -1 : 0,
            },
            cancellationToken);
    }

    /// <summary>Reads the link as the announcement stored it.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken) =>
        stored = await session.Links.FindAsync(meeting.Unique, cancellationToken) ?? throw new SyncLeaseLostException();

    /// <summary>Nothing took effect: no need to look for it.</summary>
    public async Task WithdrawAsync(CancellationToken cancellationToken) => await session.Writer.AddAsync(
        new Work
        {
            Edits = await EndedAsync(Stored.Link with { CreateSent = null }, cancellationToken),
        },
        cancellationToken);

    public async Task<Work> DoneAsync(ProviderItem item, Outcome told, CancellationToken cancellationToken)
    {
        var link = Stored.Link.Met(item) with { Agreed = agreed with { There = session.Views.There(item) }, Written = session.Now };
        return new Work
        {
            Edits = await EndedAsync(link, cancellationToken),
            Linked = 1,
            Outcomes = [told],
        };
    }
    private async Task<IReadOnlyList<Edit>> EndedAsync(Link link, CancellationToken cancellationToken) =>
    [
        .. await session.Links.EditsAsync(Stored, link, cancellationToken),
        .. await session.Pending.EndAsync(meeting.Unique, cancellationToken),
    ];
}
