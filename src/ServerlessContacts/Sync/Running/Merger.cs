using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Merges a contact and an item that are both there: what is to be written where the item has to say something else, and what is to be
/// stored here.
/// </summary>
internal sealed class Merger(SyncSession session)
{
    /// <summary>Of a value, in characters, where a message names it.</summary>
    private const int MostShown = 100;

    private readonly Views views = session.Views;

    public async Task<Work> RunAsync(Meeting meeting, StoredContact contact, ProviderItem item, CancellationToken cancellationToken)
    {
        var said = views.Read(item);
        var merged = Merge(meeting, contact, item, said);
        var removals = Removals.Of(merged.BlankedHere) + (session.IsTwoWay ? Removals.Of(merged.BlankedThere) : default);
        if (!removals.IsNone && !meeting.IsWeighed)
        {
            return new Work { Removal = new Removal(meeting.Unique, merged.BlankedHere == default ? Side.There : Side.Here, item, removals, meeting.By) };
        }

        var (check, tooMuch) = views.Kept(merged.Here);
        if (!check.IsValid)
        {
            throw new ParkedException($"{check.Problems[0].Field}: {check.Problems[0].Message}");
        }

        var link = Turned(meeting, contact.Record.Contact.Caption, said.Kept);
        var isPushed = session.IsTwoWay && !ThreeWayMerge.AreSame(merged.There, said.Kept);
        Task<Work> DoneAsync(ProviderItem written, CancellationToken token) =>
            MergedAsync(meeting, contact, (merged, check.Contact, tooMuch), (link, written, isPushed), token);
        return isPushed && !session.IsPreview
            ? Planned(new ProviderWrite.Update(item, said.Restored(merged.There)), DoneAsync)
            : await DoneAsync(item, cancellationToken);
    }

    private static Work Planned(ProviderWrite write, Func<ProviderItem, CancellationToken, Task<Work>> done) =>
        new() { Write = new PlannedWrite(write, (written, token) => done(written!, token)) };

    /// <summary>What is stored once the item says what it is to say.</summary>
    private async Task<Work> MergedAsync(
        Meeting meeting,
        StoredContact contact,
        (Merged Merged, Contact Here, IReadOnlyList<FieldProblem> TooMuch) said,
        (Link Link, ProviderItem Item, bool IsPushed) there,
        CancellationToken cancellationToken)
    {
        var record = Provenance.Update(contact.Record, said.Here, session.Source, session.Source, session.Now);
        var conflicts = said.Merged.Conflicts;
        var item = views.Read(there.Item);
        IReadOnlyList<FieldProblem> leftOut = [.. item.LeftOut, .. said.TooMuch];
        var link = LeftOutValues.Note(Agreed(there.Link, said.Here, (there.Item, item), there.IsPushed), leftOut);
        return new Work
        {
            Edits =
            [
                .. record is null ? (IReadOnlyList<Edit>)[] : [ContactEdits.Change(contact, record)],
                .. await session.Links.EditsAsync(meeting.Stored, link, cancellationToken),
                .. meeting.Link?.State == LinkState.Creating ? await session.Pending.EndAsync(meeting.Unique, cancellationToken) : [],
                .. conflicts.Select(conflict => Review.OfConflict(contact.Id, contact.Record.Contact.Caption, conflict, session.Now)
                    .Insert(session.Links.Keys)),
            ],
            Linked = meeting.Link?.State == LinkState.Linked ? 0 : 1,
            Outcomes =
            [
                .. Told(meeting, said.Here.Caption, conflicts, record is not null, there.IsPushed),
                .. LeftOutValues.Told(meeting.Link, leftOut, session.IdOf(meeting.Unique).ToString(), said.Here.Caption),
            ],
        };
    }

    private Merged Merge(Meeting meeting, StoredContact contact, ProviderItem item, LenientCheck said)
    {
        var here = contact.Record.Contact;
        var (sides, agreed) = (new Sides(here, views.Fitting(here, said), said.Kept), meeting.Link?.Agreed ?? Agreement.None);
        Winner Rule(string field) => Decide(contact.Record, item, field);
        var known = ThreeWayMerge.Of(sides with { Ours = sides.Fitting }, agreed, Rule).Here;
        return Filled(ThreeWayMerge.Of(sides, agreed, Rule), known, said);
    }

    /// <summary>Where values went, those that had no room there beside them may have some now: they are new there.</summary>
    /// <param name="merged">What both sides shall say.</param>
    /// <param name="known">What this side would say of it without what had no room.</param>
    /// <param name="said">What the item says.</param>
    private Merged Filled(Merged merged, Contact known, LenientCheck said)
    {
        var (fitting, before) = (views.Fitting(merged.Here, said), views.Fitting(known, said));
        if (ThreeWayMerge.AreSame(fitting, before))
        {
            return merged;
        }

        var filled =
            ThreeWayMerge.Of(new Sides(merged.Here, fitting, merged.There), new Agreement(before, merged.There), _ => Winner.Theirs);
        return filled.BlankedThere == default ? merged with { There = filled.There } : merged;
    }

    private Winner Decide(ContactRecord record, ProviderItem item, string field) => session.Settings.ConflictRule switch
    {
        ConflictRule.Provider => Winner.Theirs,
        ConflictRule.Local => Winner.Ours,
        ConflictRule.Review => Winner.Neither,
        _ => ChangedHere(record, field) > (item.Updated ?? session.Now) ? Winner.Ours : Winner.Theirs,
    };

    private static DateTimeOffset ChangedHere(ContactRecord record, string field) => record.OriginOf(field.Split('.', '[')[0])?.At ?? record.Updated;

    /// <summary>The link with what the item was turned to there. A loop is told before anything is written.</summary>
    private Link Turned(Meeting meeting, string caption, Contact theirs)
    {
        var link = meeting.Link ?? new Link { Contact = meeting.Unique, State = LinkState.Linked, Born = Side.Here };
        if (ThreeWayMerge.Difference(link.Agreed.There, theirs) is not { } difference)
        {
            return link;
        }

        var turns = Turns.Add(link.Turns, [new Turn(Side.There, Turns.Hash(theirs), session.Now)]);
        return Turns.IsLoop(turns, session.Writer.State.Forgiven)
            ? throw new LoopException(LoopMessage(meeting, caption, difference))
            : link with { Turns = turns };
    }

    private string LoopMessage(Meeting meeting, string caption, (string Field, string? One, string? Other) difference) =>
        $"Contact {session.IdOf(meeting.Unique)} ({caption}) flips back and forth: "
        + $"{difference.Field} between {Shown(difference.One)} and {Shown(difference.Other)}.";

    private static string Shown(string? value) =>
        value is null ? "nothing" : $"\"{TextCut.Shown(MostShown, value)}\"";

    /// <summary>What was agreed here with what came from there. What the contact says beyond that was never carried out, and will be where both ways are chosen one day.</summary>
    private Contact Received(Agreement agreed, LenientCheck said) =>
        views.Fitting(ThreeWayMerge.Of(new Sides(agreed.Here, agreed.Here, said.Kept), agreed, _ => Winner.Theirs).Here, said);

    private Link Agreed(Link link, Contact here, (ProviderItem Item, LenientCheck Said) there, bool isPushed)
    {
        var ours = session.IsTwoWay ? views.Fitting(here, there.Said) : Received(link.Agreed, there.Said);
        var theirs = there.Said.Kept;
        return link.Met(there.Item) with
        {
            Agreed = new Agreement(ours, theirs),
            Written = isPushed ? session.Now : link.Written,
            Turns = isPushed ? Turns.Add(link.Turns, [new Turn(Side.Here, Turns.Hash(theirs), session.Now)]) : link.Turns,
        };
    }

    private IEnumerable<Outcome> Told(Meeting meeting, string name, IReadOnlyList<FieldConflict> conflicts, bool isChangedHere, bool isPushed)
    {
        var id = session.IdOf(meeting.Unique).ToString();
        if (meeting.Link is null)
        {
            yield return new Outcome(Side.Here, OutcomeKind.Linked, id, name);
        }

        if (isChangedHere)
        {
            yield return new Outcome(Side.Here, OutcomeKind.Updated, id, name);
        }

        if (isPushed)
        {
            yield return new Outcome(Side.There, OutcomeKind.Updated, id, name);
        }

        foreach (var conflict in conflicts)
        {
            yield return new Outcome(Side.Here, OutcomeKind.Conflict, id, name, conflict.Field);
        }
    }
}
