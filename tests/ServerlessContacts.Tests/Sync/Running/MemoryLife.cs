using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>One sequence of <see cref="SyncProperties"/>: what people do on both sides and what befalls the runs, all by the seed; then peace, and what must hold then.</summary>
internal sealed class MemoryLife(int seed)
{
    private static readonly string[] Given = ["Aiko", "Boris", "Clara", "Denis", "Emi"];
    private static readonly string[] Labels = ["Friends", "Work", "Club"];

    private readonly Random chance = new(seed);
    private readonly HashSet<string> everThere = new(StringComparer.Ordinal);
    private readonly HashSet<string> removed = new(StringComparer.Ordinal);
    private SyncRig rig = null!;
    private int lastPerson;
    private bool isQuiet;

    public async Task RunAsync()
    {
        rig = await SyncRig.StartAsync(new ConnectionSettings { Brake = new Brake(1, 1000) });
        Prepare();
        var steps = chance.Next(4, 14);
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();
        }

        await SettleAsync();
        await AssertAgreedAsync();
    }

    private void Prepare()
    {
        var lag = TimeSpan.FromMinutes(chance.Next(0, 4));
        rig.Provider.Lag = lag;
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = chance.Next(2) == 0, Lag = lag + TimeSpan.FromMinutes(1) };
        rig.Provider.RepeatsItems = chance.Next(3) == 0;
        rig.Provider.PageSize = chance.Next(1, 5);
        rig.Provider.Next = call => isQuiet ? CallFault.None : Fault(call);
    }

    private async Task StepAsync()
    {
        switch (chance.Next(9))
        {
            case 0 or 1:
                everThere.Add(Email(Person()));
                rig.Provider.Add(Person());
                lastPerson++;
                break;
            case 2:
                everThere.Add(Email(Person()));
                await rig.AddAsync(Person());
                lastPerson++;
                break;
            case 3 when Anyone() is { } person:
                rig.Provider.Edit(person, Edited);
                break;
            case 4 when await SomebodyAsync() is { } contact:
                await rig.EditAsync(contact, Edited);
                break;
            case 5 when Anyone() is { } person:
                removed.Add(Email(rig.Provider.People.Single(one => one.Id == person).Contact));
                rig.Provider.Remove(person);
                break;
            case 6 when await SomebodyAsync() is { } contact:
                removed.Add(Email((await rig.BookAsync()).Single(one => one.Id.Unique == contact).Record.Contact));
                await rig.RemoveAsync(contact);
                break;
            case 7 when Anyone() is { } person:
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
        try
        {
            await rig.SyncAsync();
        }
        catch (CrashException)
        {
            // Another process takes over once the lease has ended.
            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(1));
        }
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
    /// Everything heals, listings catch up, and runs go on until there is nothing left to do. A listing that kept something back is made good by the scheduled full one.
    /// </summary>
    private async Task SettleAsync()
    {
        isQuiet = true;
        await SyncAsync();
        rig.Time.Advance(TimeSpan.FromDays(7));
        for (var run = 0; run < 6; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            await SyncAsync();
        }
    }

    private async Task AssertAgreedAsync()
    {
        var book = await rig.BookAsync();
        var people = rig.Provider.People;
        Assert.Equal(people.Select(person => Email(person.Contact)).Order(), book.Select(contact => Email(contact.Record.Contact)).Order());
        Assert.Equal(book.Count, book.Select(contact => Email(contact.Record.Contact)).Distinct(StringComparer.Ordinal).Count());
        foreach (var (_, there) in people)
        {
            var here = book.Single(contact => Email(contact.Record.Contact) == Email(there)).Record.Contact;
            Assert.True(ThreeWayMerge.AreSame(SyncRig.Clean(rig.Provider.Fit(here)), SyncRig.Clean(there)), $"{Email(there)} differs.");
        }

        await AssertNobodyLostAsync(book.Select(contact => Email(contact.Record.Contact)).ToHashSet(StringComparer.Ordinal));
        await AssertQuietAsync();
    }

    /// <summary>Who is on neither side was removed by a person, and where both sides knew them, a tombstone says so.</summary>
    private async Task AssertNobodyLostAsync(HashSet<string> present)
    {
        Assert.Subset(removed, everThere.Except(present, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
        Assert.All((await rig.LinksAsync()).Where(link => link.State == LinkState.Deleted), link => Assert.NotNull(link.Tombstone));
    }

    private async Task AssertQuietAsync()
    {
        var (writes, versions) = (rig.Provider.Writes, (await rig.BookAsync()).Select(contact => contact.Version).ToList());
        var run = await rig.SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        Assert.Equal(writes, rig.Provider.Writes);
        Assert.Equal(versions, (await rig.BookAsync()).Select(contact => contact.Version));
    }

    private string? Anyone()
    {
        var people = rig.Provider.People;
        return people.Count == 0 ? null : people[chance.Next(people.Count)].Id;
    }

    private async Task<string?> SomebodyAsync()
    {
        var book = await rig.BookAsync();
        return book.Count == 0 ? null : book[chance.Next(book.Count)].Id.Unique;
    }

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

    private static string Email(Contact contact) => contact.Emails[0].Address;
}
