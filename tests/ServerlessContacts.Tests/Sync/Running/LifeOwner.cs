using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// What the owner of a <see cref="MemoryLife"/> does beside edits: gives groups and labels other names, changes settings, answers pauses
/// and reviews, and connects the account anew.
/// </summary>
internal sealed class LifeOwner(SyncRig rig, Random chance, LifeLedger ledger)
{
    private static readonly Brake NoBrake = new(1, 1000);

    private int lastName;

    /// <summary>The settings under which both sides end up with the same.</summary>
    public static ConnectionSettings Calm { get; } = new() { Brake = NoBrake };

    public void Prepare(IEnumerable<string> groups)
    {
        rig.Provider.MakesGroups = true;
        rig.Provider.Groups.AddRange(groups.Select(name => new ProviderGroup($"g-{name}", name)));
    }

    public Task ActAsync() => chance.Next(10) switch
    {
        0 or 1 => RenameThereAsync(),
        2 or 3 => RenameHereAsync(),
        4 => ReconnectAsync(),
        _ => ChangeAsync(Changed),
    };

    public async Task ChangeAsync(Func<ConnectionSettings, ConnectionSettings> change)
    {
        await rig.ChangeAsync(change);
        var settings = await SettingsAsync();
        ledger.Tell($"settings: {settings.Direction}, {string.Join('+', settings.Groups ?? ["all"])}, {settings.DeletePolicy}, {settings.ConflictRule}, {settings.Brake}");
    }

    public async Task<ConnectionSettings> SettingsAsync() => (await rig.Connections.FindAsync(rig.Current, default))!.Connection.Settings;

    public async Task<bool> IsPausedAsync() => (await rig.StandingAsync()).Status == ConnectionStatus.Paused;

    /// <summary>The owner's answer to a run that waits for it.</summary>
    public async Task DecideAsync()
    {
        var decision = chance.Next(2) == 0 ? Decision.Skip : Decision.Apply;
        if (decision == Decision.Skip)
        {
            await NoteSkippedAsync();
        }

        ledger.Tell($"resume: {decision}");
        await rig.ResumeAsync(decision);
    }

    /// <summary>Settles what runs have left open, one way or the other.</summary>
    public async Task ReviewAsync()
    {
        foreach (var review in await rig.ReviewsAsync())
        {
            var decision = chance.Next(2) == 0 ? ReviewDecision.Ours : ReviewDecision.Theirs;
            ledger.Tell($"review of {review.Name} {review.Field}: {decision}, {await rig.AnswerAsync(review, decision)}");
        }
    }

    public ConnectionSettings Changed(ConnectionSettings settings) => chance.Next(5) switch
    {
        0 => settings with { Direction = chance.Next(3) == 0 ? SyncDirection.OneWay : SyncDirection.TwoWay },
        1 => settings with { Groups = chance.Next(3) == 0 ? null : [.. rig.Provider.Groups.Take(chance.Next(1, 3)).Select(group => group.Id)] },
        2 => settings with { ChosenDeletePolicy = (DeletePolicy)chance.Next(4) },
        3 => settings with { ConflictRule = (ConflictRule)chance.Next(4) },
        _ => settings with { Brake = chance.Next(2) == 0 ? NoBrake : new Brake(0, 0) },
    };

    /// <summary>One takes a new name; then, at times, others take the names that are given up, and the first the last of them.</summary>
    private Task RenameThereAsync()
    {
        var groups = rig.Provider.Groups.OrderBy(_ => chance.Next()).Take(chance.Next(1, 4)).ToList();
        RenameThere(groups[0], $"Circle {++lastName}");
        foreach (var (group, free) in groups.Skip(1).Zip(groups))
        {
            RenameThere(group, free.Name);
        }

        if (groups.Count > 1 && chance.Next(2) == 0)
        {
            RenameThere(groups[0], groups[^1].Name);
        }

        return Task.CompletedTask;
    }

    private void RenameThere(ProviderGroup group, string name)
    {
        ledger.Tell($"There: group {group.Id}, at first {group.Name}, is renamed {name}");
        ledger.GivenUp.Add(rig.Provider.Groups.Single(one => one.Id == group.Id).Name);
        ledger.GivenUp.Remove(name);
        rig.Provider.RenameGroup(group.Id, name);
    }

    /// <summary>Also into a name that exists: the two labels become one.</summary>
    private async Task RenameHereAsync()
    {
        var book = await rig.BookAsync();
        if (book.SelectMany(contact => contact.Record.Contact.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is not { Count: > 0 } carried)
        {
            return;
        }

        var (label, other) = (carried[chance.Next(carried.Count)], carried[chance.Next(carried.Count)]);
        var name = chance.Next(2) == 0 ? other : $"Set {++lastName}";
        foreach (var contact in book.Where(contact => contact.Record.Contact.Labels.Contains(label, StringComparer.Ordinal)))
        {
            ledger.Touch(contact.Record.Contact, Side.Here, $"has label {label} renamed {name}");
            ledger.Relabelled.Add((LifeLedger.EmailOf(contact.Record.Contact), name));
        }

        ledger.GivenUp.Remove(name);
        await rig.RelabelAsync(label, name);
    }

    /// <summary>A new connection knows nothing of what the old one skipped.</summary>
    private async Task ReconnectAsync()
    {
        ledger.Tell("reconnected");
        var settings = await SettingsAsync();
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.ConnectAsync();
        await rig.ChangeAsync(_ => settings);
        ledger.Skipped.Clear();
    }

    private async Task NoteSkippedAsync()
    {
        var (book, people) = (await rig.BookAsync(), rig.Provider.People);
        var links = (await rig.LinksAsync()).ToDictionary(link => link.Contact, StringComparer.Ordinal);
        await foreach (var row in rig.Journal.RowsAsync(SyncRig.Key.Partition, Removal.Kind, default, $"{rig.Current.Id}~", $"{rig.Current.Id}~~"))
        {
            var removal = LinkJson.Read<Removal>(row.Data);
            var link = links[removal.Contact];
            if (link.Agreed == Agreement.None)
            {
                // Nothing is agreed under this connection: whatever is left counts as edited.
                continue;
            }

            var email = LifeLedger.EmailOf(link.Agreed.There);
            var here = book.SingleOrDefault(contact => contact.Id.Unique == removal.Contact)?.Record.Contact;
            var there =
                people.Where(person => LifeLedger.EmailOf(person.Contact) == email).Select(person => person.Contact).SingleOrDefault();
            if (removal.What.Contacts == 0)
            {
                ledger.Differing.Add(email);
            }
            else if (IsLeft(here, there, link.Agreed))
            {
                ledger.Skipped[email] = here is null ? Side.Here : Side.There;
                ledger.Tell($"{ledger.Skipped[email]}: {email} is gone, which is skipped");
            }
        }
    }

    /// <summary>Whether the contact is gone on exactly one side, and unchanged on the other: an edit that is not met yet wins.</summary>
    private bool IsLeft(Contact? here, Contact? there, Agreement agreed) =>
        (here is null && there is not null && IsSame(there, agreed.There)) || (there is null && here is not null && IsSame(rig.Provider.Fit(here), agreed.Here));

    private static bool IsSame(Contact one, Contact other) => ThreeWayMerge.AreSame(SyncRig.Clean(one), SyncRig.Clean(other));
}
