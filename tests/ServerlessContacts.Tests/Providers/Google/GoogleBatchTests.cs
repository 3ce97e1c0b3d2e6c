using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>
/// Whole runs against the simulated Google that write much: how many calls they make, and what becomes of one contact when the call for
/// many goes wrong.
/// </summary>
public sealed class GoogleBatchTests : IAsyncLifetime
{
    private const int MaxCalls = 10;

    private readonly Dictionary<string, string> hereByName = new(StringComparer.Ordinal);
    private GoogleRig google = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleRig.StartAsync(pageSize: 1000);
        // Nothing is weighed here: it is about calls.
        var settings = new ConnectionSettings { Brake = new Brake(1, 10_000) };
        rig = await SyncRig.StartAsync(settings, time: google.Time, other: () => (google.Provider, google.Open((_, _) => Task.FromResult(google.Token))));
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Five_hundred_edits_cost_at_most_ten_calls()
    {
        await ConnectAsync(500);
        await EditAsync(number => number % 2 == 0, contact => contact with { Nickname = "Edited" });
        await EditAsync(number => number % 2 != 0, contact => contact with { Phones = [new Phone { Number = "+81312345678" }] });
        Assert.InRange(await CallsAsync(), 1, MaxCalls);
        Assert.Equal((250, 250), (There("nicknames"), There("phoneNumbers")));
        await AssertQuietAsync();
    }

    [Fact]
    public async Task Five_hundred_new_contacts_cost_at_most_ten_calls_and_carry_their_keys()
    {
        await rig.SyncAsync();
        await AddAsync(500);
        Assert.InRange(await CallsAsync(), 1, MaxCalls);
        Assert.Equal(500, google.Book.People.Select(person => person["clientData"]![0]!["value"]!.GetValue<string>())
            .Distinct(StringComparer.Ordinal).Count());
        await AssertQuietAsync();
    }

    [Fact]
    public async Task Five_hundred_deletions_cost_at_most_ten_calls()
    {
        await ConnectAsync(500);
        foreach (var unique in hereByName.Values)
        {
            await rig.RemoveAsync(unique);
        }

        Assert.InRange(await CallsAsync(), 1, MaxCalls);
        Assert.Empty(google.Book.People);
        await AssertQuietAsync();
    }

    /// <summary>Google refuses the whole call. Whether it says who is to blame or not, only they are parked.</summary>
    [Theory]
    [InlineData(false, 1, 12)]
    [InlineData(false, 5, 16)]
    [InlineData(true, 1, 30)]
    [InlineData(true, 5, 80)]
    public async Task One_contact_that_is_refused_costs_itself_only(bool hidesCulprits, int bad, int maxCalls)
    {
        await ConnectAsync(300);
        google.Simulator.HidesCulprits = hidesCulprits;
        google.Simulator.IsRefused = person => Number(person) % (300 / bad) == 7 && person["nicknames"] is not null;
        await EditAsync(_ => true, contact => contact with { Nickname = "Edited" });
        Assert.InRange(await CallsAsync(), 1, maxCalls);
        Assert.Equal(300 - bad, There("nicknames"));
        Assert.Equal(bad, (await rig.StandingAsync()).Statistics.Parked);

        google.Simulator.IsRefused = _ => false;
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.SyncAsync();
        Assert.Equal((300, 0), (There("nicknames"), (await rig.StandingAsync()).Statistics.Parked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_new_contact_that_is_refused_costs_itself_only(bool hidesCulprits)
    {
        await rig.SyncAsync();
        await AddAsync(30);
        google.Simulator.HidesCulprits = hidesCulprits;
        google.Simulator.IsRefused = person => Number(person) == 7;
        await rig.SyncAsync();
        Assert.Equal(29, google.Book.People.Count);
        google.Simulator.IsRefused = _ => false;
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.SyncAsync();
        Assert.Equal(30, google.Book.People.Select(Number).Distinct().Count());
        Assert.Equal(30, google.Book.People.Count);
        await AssertQuietAsync();
    }

    /// <summary>A field that a contact does not change goes along with the others' and is refused: alone, the contact is written.</summary>
    [Fact]
    public async Task A_contact_is_not_refused_for_a_field_that_only_others_change()
    {
        await ConnectAsync(10);
        var (isBatch, id) = (false, google.Book.People.Single(person => Number(person) == 3)["resourceName"]!.GetValue<string>());
        google.Simulator.IsRefused = person => isBatch && person["resourceName"]!.GetValue<string>() == id;
        google.Simulator.Arriving = request => isBatch = request.Contains(":batchUpdateContacts", StringComparison.Ordinal);
        await EditAsync(number => number == 3, contact => contact with { Nickname = "Edited" });
        await EditAsync(number => number != 3, contact => contact with { Phones = [new Phone { Number = "+81312345678" }] });
        await rig.SyncAsync();
        Assert.Equal((1, 9), (There("nicknames"), There("phoneNumbers")));
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);
    }

    [Fact]
    public async Task Contacts_that_are_edited_there_before_the_call_comes_keep_both_edits()
    {
        await ConnectAsync(50);
        await EditAsync(_ => true, contact => contact with { Nickname = "Edited" });
        var isEdited = false;
        google.Simulator.Arriving = request =>
        {
            if (!isEdited && request.Contains(":batchUpdateContacts", StringComparison.Ordinal))
            {
                isEdited = true;
                google.Time.Advance(TimeSpan.FromSeconds(1));
                foreach (var person in google.Book.People.Where(person => Number(person) % 10 == 0))
                {
                    google.Book.Edit(person["resourceName"]!.GetValue<string>(), fields => fields["organizations"] = new JsonArray(GoogleRig.Json("""{"title":"Theirs"}""")));
                }
            }
        };
        Assert.InRange(await CallsAsync(), 1, MaxCalls);
        Assert.Equal((50, 5), (There("nicknames"), There("organizations")));
        Assert.Equal(5, (await rig.BookAsync()).Count(contact => contact.Record.Contact.Organization?.Title == "Theirs"));
        await AssertQuietAsync();
    }

    [Theory]
    [InlineData(GoogleFault.DropBefore)]
    [InlineData(GoogleFault.DropAfter)]
    [InlineData(GoogleFault.TruncateBody)]
    [InlineData(GoogleFault.Unavailable)]
    [InlineData(GoogleFault.Throttle)]
    public async Task New_contacts_whose_answer_is_lost_are_there_once(GoogleFault fault)
    {
        await rig.SyncAsync();
        await AddAsync(250);
        FailFirst(":batchCreateContacts", fault);
        await rig.SyncAsync();
        for (var run = 0; run < 3; run++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            await rig.SyncAsync();
        }

        Assert.Equal(250, google.Book.People.Count);
        Assert.Equal(250, google.Book.People.Select(Number).Distinct().Count());
        Assert.Equal(250, (await rig.BookAsync()).Count);
        await AssertQuietAsync();
    }

    [Fact]
    public async Task A_throttled_call_is_sent_again_when_google_says_so_and_nothing_is_written_twice()
    {
        google.Simulator.ThrottlePause = TimeSpan.FromMinutes(7);
        google.Simulator.AnnouncesPause = true;
        await ConnectAsync(450);
        await EditAsync(_ => true, contact => contact with { Nickname = "Edited" });
        var calls = 0;
        google.Simulator.Arriving = request =>
        {
            if (request.Contains(":batchUpdateContacts", StringComparison.Ordinal) && ++calls == 2)
            {
                google.Simulator.Faults.Plan(GoogleFault.Throttle);
            }
        };
        await rig.SyncAsync();
        Assert.Equal((450, 4), (There("nicknames"), calls));
        Assert.Empty(google.Simulator.Violations);
        await AssertQuietAsync();
    }

    /// <summary>
    /// Of those who are to be deleted, some are deleted there at the very moment; Google then refuses the call and does not say which.
    /// </summary>
    [Fact]
    public async Task Contacts_that_somebody_else_deletes_at_the_same_time_hold_up_no_other_deletion()
    {
        await ConnectAsync(60);
        foreach (var unique in hereByName.Values.Take(40))
        {
            await rig.RemoveAsync(unique);
        }

        var isGone = false;
        google.Simulator.Arriving = request =>
        {
            if (!isGone && request.Contains(":batchDeleteContacts", StringComparison.Ordinal))
            {
                isGone = true;
                google.Book.Delete(google.Book.People.Single(person => Number(person) == 5)["resourceName"]!.GetValue<string>());
            }
        };
        await rig.SyncAsync();
        Assert.Equal(20, google.Book.People.Count);
        Assert.Equal(40, (await rig.LinksAsync()).Count(link => link.State == LinkState.Deleted));
        Assert.Empty(google.Simulator.Violations);
    }

    private void FailFirst(string call, GoogleFault fault)
    {
        var isDone = false;
        google.Simulator.Arriving = request =>
        {
            if (!isDone && request.Contains(call, StringComparison.Ordinal))
            {
                isDone = true;
                google.Simulator.Faults.Plan(fault);
            }
        };
    }

    private async Task ConnectAsync(int people)
    {
        for (var number = 0; number < people; number++)
        {
            google.Book.Add(GoogleRig.Json($$"""{"names":[{"givenName":"Person","familyName":"{{number}}"}],"emailAddresses":[{"value":"p{{number}}@example.jp"}]}"""));
        }

        await rig.SyncAsync();
        foreach (var contact in await rig.BookAsync())
        {
            hereByName[contact.Record.Contact.Name.Family!] = contact.Id.Unique;
        }

        Assert.Equal(people, hereByName.Count);
    }

    private async Task AddAsync(int people)
    {
        for (var number = 0; number < people; number++)
        {
            await rig.AddAsync(Someone.Person($"Person {number}", $"p{number}@example.jp"));
        }
    }

    private async Task EditAsync(Predicate<int> which, Func<Contact, Contact> edit)
    {
        foreach (var (name, unique) in hereByName.Where(pair => which(int.Parse(pair.Key, CultureInfo.InvariantCulture))))
        {
            await rig.EditAsync(unique, edit);
        }
    }

    /// <summary>What one run costs.</summary>
    private async Task<int> CallsAsync()
    {
        var before = google.Simulator.Requests.Count;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        return google.Simulator.Requests.Count - before;
    }

    private async Task AssertQuietAsync()
    {
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.SyncAsync();
        var before = google.Simulator.Requests.Count;
        await rig.SyncAsync();
        Assert.DoesNotContain(google.Simulator.Requests.Skip(before), request => !request.StartsWith("GET", StringComparison.Ordinal));
        Assert.Empty(google.Simulator.Violations);
    }

    private int There(string field) => google.Book.People.Count(person => person[field] is JsonArray { Count: > 0 });

    private static int Number(JsonObject person) =>
        int.Parse(person["names"]![0]!["familyName"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
