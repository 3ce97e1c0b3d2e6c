using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.OAuth;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>One sequence: what people do on both sides and what befalls the runs between and meanwhile, all by the seed; then peace, and what must hold then.</summary>
internal sealed class Life : IAsyncDisposable
{
    private const int RunsToSettle = 6;

    private readonly Random chance;
    private readonly SequenceStage stage;
    private readonly ManualTime time = new();
    private readonly SimulatedAccounts accounts;
    private readonly SimulatedAccount account;
    private readonly SignInSimulator signIn;
    private readonly ITheirs theirs;
    private readonly LifeTraffic traffic = new();
    private readonly HashSet<string> everThere = new(StringComparer.Ordinal);
    private readonly HashSet<string> removed = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> trace = new();
    private readonly string provider;
    private readonly string table = AzuriteFixture.NewTableName();
    private readonly int seed;
    private readonly RenamedGroups renamed;
    private SimulatorHost host = null!;
    private ServiceProvider services = null!;
    private LifeRuns runs = null!;
    private Ours ours = null!;

    public Life(int seed, SequenceStage stage)
    {
        (this.seed, this.stage) = (seed, stage);
        chance = new Random(seed);
        provider = seed % 2 == 0 ? GoogleProvider.ProviderName : MicrosoftProvider.ProviderName;
        accounts = new SimulatedAccounts(time);
        account = accounts.Add("anna@example.com", "Anna");
        signIn = LifeServices.SignIn(accounts, time, provider);
        theirs = provider == GoogleProvider.ProviderName ? new GoogleTheirs(accounts, account, time, seed) : new MicrosoftTheirs(accounts, account, time, seed);
        renamed = new RenamedGroups(theirs, chance, trace.Enqueue);
    }

    public int Kills => runs.Kills;

    /// <summary>What happened, in the order in which it did.</summary>
    public string Trace => string.Join(Environment.NewLine, trace);

    public async Task RunAsync()
    {
        await PrepareAsync();
        var steps = chance.Next(5, 12);
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();
        }

        await SettleAsync();
        await AssertAgreedAsync();
        await runs.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await theirs.DisposeAsync();
        await host.DisposeAsync();
        await new TableClient(stage.Storage, table).DeleteAsync();
    }

    private async Task PrepareAsync()
    {
        await new TableClient(stage.Storage, table).CreateIfNotExistsAsync();
        traffic.Tell = line => trace.Enqueue($"{time.GetUtcNow():HH:mm:ss.fff}{line}");
        host = await SimulatorHost.StartAsync(0, traffic.Map, signIn.Map, theirs.Map);
        var place = new LifePlace(provider, table, host.Address, chance.Next(1, 5));
        runs = new LifeRuns(stage.Workers, place, seed, time, traffic) { Host = host, InterruptAsync = ActAsync, Trace = trace.Enqueue };
        services = LifeServices.Build(stage.Storage, place, stage.Keys, time, runs, whole => whole);
        ours = new Ours(services, time);
        await ours.PrepareAsync(provider, signIn.Grant(account, theirs.Scope));
        for (var person = chance.Next(1, 3); person > 0; person--)
        {
            BearThere();
            await BearHereAsync();
        }
    }

    private async Task StepAsync()
    {
        await (chance.Next(4) == 0 ? SyncAsync() : ActAsync());
        time.Advance(chance.Next(20) switch
        {
            0 => TimeSpan.FromDays(7),
            1 or 2 => TimeSpan.FromHours(chance.Next(1, 4)),
            _ => TimeSpan.FromSeconds(chance.Next(1, 120)),
        });
    }

    /// <summary>Something that somebody does on one of the sides.</summary>
    private Task ActAsync()
    {
        switch (chance.Next(14))
        {
            case 0 or 1:
                BearThere();
                return Task.CompletedTask;
            case 2:
                return BearHereAsync();
            case 3 or 4 or 5 when Anyone() is { } id:
                return EditThere(id, Alteration.Draw(chance));
            case 6 or 7:
                return EditHereAsync(Alteration.Draw(chance));
            case 8 when Anyone() is { } id:
                return RemoveThere(id);
            case 9:
                return RemoveHereAsync();
            case 10 when Anyone() is { } id:
                trace.Enqueue($"there {theirs.People[id].Email} is moved");
                theirs.Shift(id, chance);
                return Task.CompletedTask;
            case 11 or 12:
                renamed.Rename();
                return Task.CompletedTask;
            default:
                Disturb();
                return Task.CompletedTask;
        }
    }

    private void BearThere()
    {
        var person = Newborn("there");
        var id = theirs.Add(person);
        if (chance.Next(4) == 0)
        {
            theirs.Portray(id, stage.Portrait);
        }
    }

    private Task BearHereAsync() => ours.AddAsync(Newborn("here"));

    private (string Given, string Family, string Email) Newborn(string side)
    {
        var person = Alteration.Newborn(everThere.Count);
        everThere.Add(person.Email);
        trace.Enqueue($"{side} {person.Email} is born");
        return person;
    }

    private Task EditThere(string id, Alteration alteration)
    {
        trace.Enqueue($"there {theirs.People[id].Email}: {alteration}");
        theirs.Edit(id, alteration);
        return Task.CompletedTask;
    }

    private async Task EditHereAsync(Alteration alteration)
    {
        if (await SomebodyAsync() is { } contact)
        {
            trace.Enqueue($"here {EmailOf(contact)}: {alteration}");
            await ours.EditAsync(contact.Id, alteration);
        }
    }

    private Task RemoveThere(string id)
    {
        var email = theirs.People[id].Email;
        trace.Enqueue($"there {email} is removed");
        removed.Add(email);
        theirs.Remove(id);
        return Task.CompletedTask;
    }

    private async Task RemoveHereAsync()
    {
        if (await SomebodyAsync() is { } contact)
        {
            trace.Enqueue($"here {EmailOf(contact)} is removed");
            removed.Add(EmailOf(contact));
            await ours.RemoveAsync(contact.Id);
        }
    }

    /// <summary>Tokens end before their time, and the sign-in has its bad moments too.</summary>
    private void Disturb()
    {
        trace.Enqueue("tokens end");
        accounts.EndTokens(account);
        signIn.FailNext(chance.Next(3));
        signIn.LoseAnswers(chance.Next(3));
    }

    private async Task<RunRecord> SyncAsync()
    {
        trace.Enqueue($"sync at {time.GetUtcNow():O}");
        return await runs.SyncAsync(services);
    }

    /// <summary>Everything heals, listings catch up, and runs go on until one has nothing left to do. A listing that kept something back is made good by the scheduled full one.</summary>
    private async Task SettleAsync()
    {
        trace.Enqueue("peace");
        runs.IsQuiet = true;
        theirs.Heal();
        signIn.FailNext(0);
        signIn.LoseAnswers(0);
        time.Advance(TimeSpan.FromMinutes(20));
        await (chance.Next(2) == 0 ? SyncAsync() : Task.CompletedTask);
        time.Advance(TimeSpan.FromDays(7));
        for (var run = 1; await IsWrittenAsync(); run++)
        {
            Assert.True(run < RunsToSettle, "Runs do not come to rest.");
            time.Advance(TimeSpan.FromMinutes(20));
        }
    }

    /// <summary>Whether one more run writes anything, on either side.</summary>
    private async Task<bool> IsWrittenAsync()
    {
        var (writes, versions) = (traffic.Writes, await ours.VersionsAsync());
        var run = await SyncAsync();
        Assert.Equal(RunStatus.Done, run.Status);
        return traffic.Writes != writes || await ours.IsAnythingLeftAsync() || !versions.SequenceEqual(await ours.VersionsAsync());
    }

    private async Task AssertAgreedAsync()
    {
        var (book, links, people) = (await ours.BookAsync(), await ours.LinksAsync(), theirs.People);
        Array.ForEach([.. links.Select(link => $"{link.State} {link.Contact}: {link.Agreed.There.Name.Family} of {link.Item?.Id}")], trace.Enqueue);
        Array.ForEach([.. people.Select(person => $"{person.Key}: {person.Value}")], trace.Enqueue);
        var here = book.Select(contact => Essence.Of(contact.Record.Contact, theirs.Folders)).OrderBy(one => one.Email, StringComparer.Ordinal).ToList();
        Assert.Equal(people.Values.OrderBy(one => one.Email, StringComparer.Ordinal), here);
        Assert.Equal(here.Count, here.Select(one => one.Email).Distinct(StringComparer.Ordinal).Count());
        Assert.Subset(removed, everThere.Except(here.Select(one => one.Email), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
        AssertLinked(book, links);
        AssertRenamed(book);
        var portrayed = people.Where(pair => theirs.HasPicture(pair.Key)).Select(pair => pair.Value.Email).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(book.Where(contact => contact.Record.Contact.Photo is not null).Select(EmailOf).ToHashSet(StringComparer.Ordinal), portrayed);
        Assert.Empty(theirs.Violations);
    }

    /// <summary>No old name of a group stays beside the new one: neither on a contact nor as a group, nor as a category.</summary>
    private void AssertRenamed(IReadOnlyList<StoredContact> book)
    {
        var labels = book.SelectMany(contact => contact.Record.Contact.Labels).Concat(theirs.Groups.Values)
            .Concat(theirs.People.Values.SelectMany(person => person.Labels.Split(", ")));
        Assert.Empty(labels.Intersect(renamed.GivenUp, StringComparer.Ordinal));
    }

    /// <summary>Whoever is here is linked, and of whoever was linked and is no more a tombstone says so.</summary>
    private static void AssertLinked(IReadOnlyList<StoredContact> book, IReadOnlyList<Link> links)
    {
        Assert.Equal(book.Select(contact => contact.Id.Unique).Order(StringComparer.Ordinal), links.Where(link => link.State == LinkState.Linked).Select(link => link.Contact).Order(StringComparer.Ordinal));
        Assert.All(links.Where(link => link.State != LinkState.Linked), link => Assert.True(link is { State: LinkState.Deleted, Tombstone: not null }, $"{link.Contact} is {link.State}."));
    }

    private string? Anyone()
    {
        // Ids are drawn anew each time; by the address it is the same person for the same seed.
        var ids = theirs.People.OrderBy(pair => pair.Value.Email, StringComparer.Ordinal).Select(pair => pair.Key).ToList();
        return ids.Count == 0 ? null : ids[chance.Next(ids.Count)];
    }

    private async Task<StoredContact?> SomebodyAsync()
    {
        var book = (await ours.BookAsync()).OrderBy(EmailOf, StringComparer.Ordinal).ToList();
        return book.Count == 0 ? null : book[chance.Next(book.Count)];
    }

    private static string EmailOf(StoredContact contact) => contact.Record.Contact.Emails[0].Address;
}
