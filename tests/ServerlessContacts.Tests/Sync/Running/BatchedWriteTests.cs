using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Writes that go together, when a call is lost, refused or never answered, and when the process ends in it.</summary>
public sealed class BatchedWriteTests
{
    private const int People = 11;
    private const int InCall = 4;

    public static TheoryData<string, CallFault, int> Faults
    {
        get
        {
            var cases = new TheoryData<string, CallFault, int>();
            foreach (var call in (string[])["create", "update", "delete"])
            {
                foreach (var fault in (CallFault[])[CallFault.LostBefore, CallFault.LostAfter, CallFault.Throttled, CallFault.Crash])
                {
                    foreach (var number in (int[])[1, 2, 3])
                    {
                        cases.Add(call, fault, number);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_befalls_a_call_everything_is_written_and_nothing_twice(string call, CallFault fault, int number)
    {
        var (rig, uniques) = await ConnectedAsync();
        await ActAsync(rig, uniques, call);
        var calls = 0;
        rig.Provider.Next = name => name == call && ++calls == number ? fault : CallFault.None;
        await RunAsync(rig);
        for (var run = 0; run < 3; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(10));
            await RunAsync(rig);
        }

        var there = rig.Provider.People.Select(person => (person.Contact.Name.Family, person.Contact.Nickname)).Order();
        Assert.Equal((await rig.BookAsync()).Select(contact => (contact.Record.Contact.Name.Family, contact.Record.Contact.Nickname))
            .Order(), there);
        Assert.Equal(call switch { "create" => 2 * People, "update" => People, _ => 0 }, rig.Provider.People.Count);
        await rig.AssertQuietAsync(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Each_call_has_as_many_writes_as_the_provider_takes()
    {
        var (rig, uniques) = await ConnectedAsync();
        await ActAsync(rig, uniques, "update");
        rig.Provider.Calls.Clear();
        await rig.SyncAsync();
        Assert.Equal(3, rig.Provider.Calls.Count(call => call == "update"));
    }

    /// <summary>The provider fails at one item and says nothing: it is alone soon, and parked. The others are written.</summary>
    [Fact]
    public async Task An_item_at_which_every_call_fails_is_found_and_parked_and_the_others_are_written()
    {
        var (rig, uniques) = await ConnectedAsync(CallLimits.One with { Writes = 200 });
        rig.Provider.FailsAt = contact => contact is { Nickname: "edited", Name.Family: "Number5" };
        await ActAsync(rig, uniques, "update");
        await rig.SyncAsync();
        Assert.Equal(People - 1, rig.Provider.People.Count(person => person.Contact.Nickname == "edited"));
        Assert.Equal(1, (await rig.StandingAsync()).Statistics.Parked);
        Assert.InRange(rig.Provider.Calls.Count(call => call == "update"), 4, 20);

        rig.Provider.FailsAt = _ => false;
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.SyncAsync();
        Assert.Equal((People, 0), (rig.Provider.People.Count(person => person.Contact.Nickname == "edited"), (await rig.StandingAsync()).Statistics.Parked));
    }

    private static async Task<(SyncRig Rig, List<string> Uniques)> ConnectedAsync(CallLimits? limits = null)
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Brake = new Brake(1, 1000) });
        rig.Provider.Traits = rig.Provider.Traits with { KeysAreSearchable = false, Lag = TimeSpan.FromMinutes(5), InCall = limits ?? new CallLimits(InCall, InCall, InCall) };
        rig.Provider.PageSize = 1000;
        for (var number = 0; number < People; number++)
        {
            rig.Provider.Add(Someone.Person($"Person Number{number}", $"p{number}@example.jp"));
        }

        await rig.SyncAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        return (rig, [.. (await rig.BookAsync()).Select(contact => contact.Id.Unique)]);
    }

    private static async Task ActAsync(SyncRig rig, List<string> uniques, string call)
    {
        for (var number = 0; number < People; number++)
        {
            await (call switch
            {
                "create" => rig.AddAsync(Someone.Person($"Person New{number}", $"new{number}@example.jp")),
                "update" => rig.EditAsync(uniques[number], contact => contact with { Nickname = "edited" }),
                _ => rig.RemoveAsync(uniques[number]),
            });
        }
    }

    private static async Task RunAsync(SyncRig rig)
    {
        try
        {
            await rig.SyncAsync();
        }
        catch (CrashException)
        {
            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
