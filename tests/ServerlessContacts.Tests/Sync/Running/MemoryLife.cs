using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>One sequence of <see cref="SyncProperties"/>: what people do on both sides and what befalls the runs, all by the seed; then peace, and what must hold then.</summary>
internal sealed class MemoryLife(int seed)
{
    private static readonly string[] Given = ["Aiko", "Boris", "Clara", "Denis", "Emi"];
    private static readonly string[] Labels = ["Friends", "Work", "Club"];

    /// <summary>With one that no edit gives: once its group gave the name up, nobody has it.</summary>
    private static readonly string[] GroupNames = [.. Labels, "Family"];

    private readonly Random chance = new(seed);
    private readonly LifeLedger ledger = new();

    /// <summary>Whether the owner does more than edit.</summary>
    private readonly bool isEventful = seed % 2 != 0;

    private SyncRig rig = null!;
    private LifeOwner owner = null!;
    private int lastPerson;
    private bool isQuiet;

    /// <summary>What happened, in the order in which it did.</summary>
    public string Trace => ledger.Text;

    public async Task RunAsync()
    {
        rig = await SyncRig.StartAsync(LifeOwner.Calm);
        owner = new LifeOwner(rig, chance, ledger);
        await PrepareAsync();
        var steps = chance.Next(4, 14);
        for (var step = 0; step < steps; step++)
        {
            await (isEventful && chance.Next(3) == 0 ? OwnAsync() : StepAsync());
        }

        await SettleAsync();
        var verdict = new LifeVerdict(rig, ledger);
        await verdict.AssertInPeaceAsync();
        if (isEventful)
        {
            await CalmAsync();
            await verdict.AssertInPeaceAsync();
        }

        await verdict.AssertAgreedAsync(isEventful ? ledger.Removed : [], Labels);
    }

    private async Task PrepareAsync()
    {
        var lag = TimeSpan.FromMinutes(chance.Next(0, 4));
        rig.Provider.Lag = lag;
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = chance.Next(2) == 0, Lag = lag + TimeSpan.FromMinutes(1) };
        // One write in a call in every third life, several otherwise; the culprits are named in every other.
        var (inCall, some) = (1 + (seed % 3), 1 + (seed % 4));
        rig.Provider.Traits = rig.Provider.Traits with { InCall = inCall == 1 ? CallLimits.One : new CallLimits(inCall * some, inCall, some) };
        rig.Provider.HidesCulprits = seed % 4 < 2;
        rig.Provider.RepeatsItems = chance.Next(3) == 0;
        rig.Provider.PageSize = chance.Next(1, 5);
        rig.Provider.Next = Suffer;
        if (isEventful)
        {
            await BeginAsync();
        }
    }

    /// <summary>Some people with labels, in sync, and whatever the owner chose at the beginning.</summary>
    private async Task BeginAsync()
    {
        isQuiet = true;
        owner.Prepare(GroupNames);
        for (var people = chance.Next(2, 6); people > 0; people--)
        {
            var person = Person() with { Labels = [.. GroupNames.Where(_ => chance.Next(2) == 0)] };
            lastPerson++;
            var side = (Side)chance.Next(2);
            ledger.Bear(person, side);
            await (side == Side.Here ? rig.AddAsync(person) : Task.FromResult(rig.Provider.Add(person)));
        }

        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await SyncAsync();
        await owner.ChangeAsync(owner.Changed);
        isQuiet = false;
    }

    private async Task OwnAsync()
    {
        await GuardedAsync(owner.ActAsync);
        rig.Time.Advance(TimeSpan.FromSeconds(chance.Next(1, 120)));
    }

    private async Task StepAsync()
    {
        switch (chance.Next(9))
        {
            case 0 or 1:
                ledger.Bear(Person(), Side.There);
                rig.Provider.Add(Person());
                lastPerson++;
                break;
            case 2:
                ledger.Bear(Person(), Side.Here);
                await rig.AddAsync(Person());
                lastPerson++;
                break;
            case 3 when Anyone() is { } person:
                ledger.Touch(Item(person), Side.There, "is edited");
                rig.Provider.Edit(person, Edited);
                break;
            case 4 when await SomebodyAsync() is { } contact:
                ledger.Touch(await ContactAsync(contact), Side.Here, "is edited");
                await rig.EditAsync(contact, Edited);
                break;
            case 5 when Anyone() is { } person:
                ledger.Remove(Item(person), Side.There);
                rig.Provider.Remove(person);
                break;
            case 6 when await SomebodyAsync() is { } contact:
                ledger.Remove(await ContactAsync(contact), Side.Here);
                await rig.RemoveAsync(contact);
                break;
            case 7 when Anyone() is { } person:
                ledger.Tell($"{Side.There}: {Email(Item(person))} gets another id");
                rig.Provider.Rename(person);
                break;
            default:
                await SyncAsync();
                break;
        }

        rig.Time.Advance(TimeSpan.FromSeconds(chance.Next(1, 120)));
    }

    private async Task SyncAsync()
    {
        var (writes, settings, people) = (rig.Provider.Writes, await owner.SettingsAsync(), Emails());
        ledger.Tell("sync");
        await GuardedAsync(() => rig.SyncAsync());
        if (await owner.IsPausedAsync() && (isQuiet || chance.Next(2) == 0))
        {
            await GuardedAsync(owner.DecideAsync);
        }

        ledger.Placed.UnionWith(settings.Groups is null ? [] : Emails().Except(people, StringComparer.Ordinal));
        Assert.True(settings.Direction == SyncDirection.TwoWay || writes == rig.Provider.Writes, "One way was chosen, and the provider was written to.");
    }

    /// <summary>Where the process ends meanwhile, another takes over once the lease has ended.</summary>
    private async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (CrashException)
        {
            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private CallFault Suffer(string call)
    {
        var fault = isQuiet ? CallFault.None : Fault(call);
        ledger.Tell($"  {rig.Time.GetUtcNow():HH:mm:ss} {call}{(fault == CallFault.None ? "" : $": {fault}")}");
        return fault;
    }

    private CallFault Fault(string call) => chance.Next(12) switch
    {
        0 => CallFault.LostBefore,
        1 => CallFault.LostAfter,
        2 => CallFault.Throttled,
        3 => CallFault.Crash,
        4 when call == "page" => CallFault.Expired,
        5 when call == "page" => CallFault.Empty,
        _ => CallFault.None,
    };

    /// <summary>
    /// Everything heals, listings catch up, and runs go on until there is nothing left to do. A listing that kept something back is made
    /// good by the scheduled full one.
    /// </summary>
    private async Task SettleAsync()
    {
        ledger.Tell("peace");
        isQuiet = true;
        await SyncAsync();
        rig.Time.Advance(TimeSpan.FromDays(7));
        for (var run = 0; run < 6; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            await SyncAsync();
        }
    }

    /// <summary>The owner chooses to have everything synced both ways, and what waits for their decision is decided.</summary>
    private async Task CalmAsync()
    {
        ledger.Tell("calm");
        await owner.ChangeAsync(_ => LifeOwner.Calm);
        await SettleAsync();
        await owner.ReviewAsync();
        await SettleAsync();
    }

    private string? Anyone()
    {
        var people = rig.Provider.People;
        return people.Count == 0 ? null : people[chance.Next(people.Count)].Id;
    }

    private List<string> Emails() => [.. rig.Provider.People.Select(person => Email(person.Contact))];

    private Contact Item(string id) => rig.Provider.People.Single(person => person.Id == id).Contact;

    private async Task<string?> SomebodyAsync()
    {
        var book = await rig.BookAsync();
        return book.Count == 0 ? null : book[chance.Next(book.Count)].Id.Unique;
    }

    private async Task<Contact> ContactAsync(string unique) =>
        (await rig.BookAsync()).Single(contact => contact.Id.Unique == unique).Record.Contact;

    private Contact Edited(Contact contact) => SyncRig.Clean(chance.Next(6) switch
    {
        0 => contact with { Nickname = chance.Next(3) == 0 ? null : $"nick{chance.Next(100)}" },
        1 => contact with { Role = $"role {chance.Next(100)}" },
        2 => contact with { Phones = [.. contact.Phones, new Phone { Number = $"+8131234{chance.Next(1000, 9999)}" }] },
        3 => contact with { Phones = [.. contact.Phones.Skip(1)] },
        4 => contact with { Labels = [.. Labels.Where(_ => chance.Next(2) == 0)] },
        _ => contact with { Name = contact.Name with { Given = Given[chance.Next(Given.Length)], Full = null } },
    });

    private Contact Person() => SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = Given[lastPerson % Given.Length], Family = $"Family{lastPerson}" },
        Emails = [new Email { Address = $"p{lastPerson}@example.jp" }],
    });

    private static string Email(Contact contact) => LifeLedger.EmailOf(contact);
}
