using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Tests.Search;

public sealed class FreshnessTests
{
    private const int Crowd = 500;

    private readonly ManualTime time = new();

    [Fact]
    public async Task What_an_instance_writes_is_in_its_next_answer_without_the_clock_moving()
    {
        var book = new AddressBook(time: time);
        Assert.Equal(0, (await book.AskAsync("")).Total);
        var id = await book.ShareAsync("Ada");
        Assert.Equal("Ada", await book.NamesAsync("ada"));
        await book.ChangeAsync(id, contact => contact with { Name = contact.Name with { Full = "Grace" } });
        Assert.Equal(("", "Grace"), (await book.NamesAsync("ada"), await book.NamesAsync("grace")));
        await book.DeleteAsync(id);
        Assert.Equal(0, (await book.AskAsync("")).Total);
        Assert.Equal(0, (await book.ListAsync(new ListQuery())).Total);
    }

    [Fact]
    public async Task What_another_instance_writes_is_there_after_the_age_allowed_and_not_asked_for_before()
    {
        var reader = new AddressBook(time: time);
        var writer = new AddressBook(time: time, table: reader.Table);
        await reader.AskAsync("");
        await writer.ShareAsync("Ada");
        var reads = reader.Table.RowsRead;
        Assert.Equal("", await reader.NamesAsync("ada"));
        Assert.Equal(reads, reader.Table.RowsRead);
        time.Advance(TimeSpan.FromSeconds(1.501));
        Assert.Equal("Ada", await reader.NamesAsync("ada"));
    }

    [Fact]
    public async Task When_half_of_that_age_is_over_one_reader_has_the_logs_read_and_nobody_waits()
    {
        var reader = new AddressBook(time: time);
        var writer = new AddressBook(time: time, table: reader.Table);
        await reader.AskAsync("");
        await writer.ShareAsync("Ada");
        time.Advance(TimeSpan.FromSeconds(0.8));
        var gate = new TaskCompletionSource();
        reader.Reads.Gate = gate.Task;
        Assert.Equal("", await reader.NamesAsync("ada"));
        Assert.Equal("", await reader.NamesAsync("ada"));
        gate.SetResult();
        while (await reader.NamesAsync("ada") != "Ada")
        {
            await Task.Delay(1);
        }
    }

    [Fact]
    public async Task What_a_job_writes_is_waited_for_when_the_job_says_that_it_is_done()
    {
        var book = new AddressBook(time: time);
        await book.AskAsync("");
        await book.ImportAsync("Ada");
        Assert.Equal("", await book.NamesAsync("ada"));
        book.Journal.Tell(Partition.Shared(AddressBook.Tenant, 0));
        Assert.Equal("Ada", await book.NamesAsync("ada"));
    }

    [Fact]
    public async Task A_contact_that_is_edited_here_is_in_the_next_answer_with_all_that_jobs_wrote_before_it()
    {
        var book = new AddressBook(time: time);
        await book.AskAsync("");
        await book.ImportAsync("Ada");
        await book.ImportAsync("Bob");
        await book.ShareAsync("Cleo");
        Assert.Equal("Ada, Bob, Cleo", await book.NamesAsync(""));
    }

    [Fact]
    public async Task A_look_beside_the_answers_that_fails_is_made_again()
    {
        var reader = new AddressBook(time: time);
        var writer = new AddressBook(time: time, table: reader.Table);
        await reader.AskAsync("");
        await writer.ShareAsync("Ada");
        time.Advance(TimeSpan.FromSeconds(0.8));
        var gate = new TaskCompletionSource();
        reader.Reads.Gate = gate.Task;
        Assert.Equal("", await reader.NamesAsync("ada"));
        await reader.Reads.UntilWaitingAsync();
        reader.Reads.Gate = Task.CompletedTask;
        gate.SetException(new TimeoutException());
        time.Advance(TimeSpan.FromSeconds(0.8));
        Assert.Equal("Ada", await reader.NamesAsync("ada"));
    }

    [Fact]
    public async Task Members_appear_and_change_like_contacts()
    {
        var reader = new AddressBook(time: time);
        await reader.AskAsync("");
        var id = await reader.EnrolAsync(AddressBook.Bob, "Bob Builder");
        var section = (await reader.AskAsync("builder")).Sections.Single();
        Assert.Equal((ContactScope.Member, id, 1L), (section.Scope, section.Items[0].Contact.Id, section.Items[0].Contact.Version));
    }

    /// <summary>However many wait, each is answered when its two seconds are over, and all of them together look about as often as one.</summary>
    [Fact]
    public async Task A_crowd_that_waits_for_a_version_of_the_future_shares_its_looks()
    {
        var reader = new AddressBook();
        await reader.AskAsync("");
        var position = (await reader.AskAsync("")).Version;
        var future = position.With(Partition.Shared(AddressBook.Tenant, 0), 1_000_000);
        var reads = reader.Table.Queries;
        var query = new SearchQuery { Text = "ada", AtLeast = future };
        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd)
            .Select(_ => Task.Run(() => reader.Search.SearchAsync(AddressBook.ScopeOf(AddressBook.Ada), query, default).AsTask())));
        Assert.All(answers, answer => Assert.Equal(SearchStatus.NotThereYet, answer.Status));
        var options = new SearchOptions();
        // Each look asks each of three partitions. The first look is everybody's own at most; after that two may begin in each step. Alone,
        // each of the crowd would look in each step.
        var (looks, steps) = ((reader.Table.Queries - reads) / 3, (int)(options.MaxWait / options.WaitStep));
        Assert.InRange(looks, 1, Crowd + (4 * steps));
    }

    [Fact]
    public async Task A_demanded_version_is_fetched_before_its_time()
    {
        var reader = new AddressBook(time: time);
        var writer = new AddressBook(time: time, table: reader.Table);
        await reader.AskAsync("");
        await writer.ShareAsync("Ada");
        var version = (await writer.AskAsync("ada")).Version;
        var answer = await reader.AskAsync(new SearchQuery { Text = "ada", AtLeast = version });
        Assert.Equal("Ada", AddressBook.Names(answer));
        Assert.True(answer.Version.Covers(version));
        Assert.Equal(1, (await reader.ListAsync(new ListQuery { AtLeast = version })).Total);
    }

    [Fact]
    public async Task A_version_that_arrives_while_the_query_waits_is_answered()
    {
        var reader = new AddressBook(time: time);
        var writer = new AddressBook(time: time, table: reader.Table);
        var id = await writer.ShareAsync("Ada");
        var asking = reader.Search.SearchAsync(
            AddressBook.ScopeOf(null), new SearchQuery { Text = "grace", AtLeast = AddressBook.At(id, 2) }, default).AsTask();
        await time.UntilWaitingAsync();
        await writer.ChangeAsync(id, contact => contact with { Notes = "Grace" });
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, (await asking).Answer.Total);
    }

    [Fact]
    public async Task A_version_that_does_not_arrive_in_time_is_a_named_result_with_what_is_there()
    {
        var book = new AddressBook(new SearchOptions { MaxWait = TimeSpan.FromMilliseconds(120) }, time);
        var id = await book.ShareAsync("Ada");
        var asking =
            book.Search.SearchAsync(AddressBook.ScopeOf(null), new SearchQuery { Text = "", AtLeast = AddressBook.At(id, 2) }, default)
                .AsTask();
        for (var wait = 0; wait < 3; wait++)
        {
            await time.UntilWaitingAsync();
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        var result = await asking;
        Assert.Equal((SearchStatus.NotThereYet, AddressBook.At(id, 1)), (result.Status, result.Version));
    }

    [Fact]
    public async Task A_version_of_a_partition_out_of_sight_is_not_waited_for()
    {
        var book = new AddressBook(time: time);
        var hidden = await book.OwnAsync(AddressBook.Bob, AddressBook.Named("Hidden"));
        Assert.True((await book.Search.SearchAsync(
            AddressBook.ScopeOf(AddressBook.Ada), new SearchQuery { Text = "", AtLeast = AddressBook.At(hidden, 99) },
            default)).IsAnswered);
    }

    [Fact]
    public async Task A_version_says_how_far_each_partition_was_read()
    {
        var book = new AddressBook(time: time);
        var id = await book.ShareAsync("Ada");
        await book.ChangeAsync(id, contact => contact with { Notes = "x" });
        var own = await book.OwnAsync(AddressBook.Ada, AddressBook.Named("Own"));
        var version = (await book.AskAsync("")).Version;
        Assert.Equal(AddressBook.At(id, 2).With(ServerlessContacts.Store.Partition.Of(AddressBook.Tenant, own), 1), version);
        Assert.True(Positions.TryParse(version.ToString(), out var parsed));
        Assert.Equal(version, parsed);
    }

    [Fact]
    public async Task Beyond_the_memory_budget_the_least_recently_used_goes_and_is_loaded_again()
    {
        var book = new AddressBook(new SearchOptions { MemoryBudget = 1 }, time);
        await book.OwnAsync(AddressBook.Ada, AddressBook.Named("Of Ada"));
        await book.OwnAsync(AddressBook.Bob, AddressBook.Named("Of Bob"));
        Assert.Equal("Of Ada", await book.NamesAsync("of"));
        var kept = book.Table.RowsRead;
        Assert.Equal("Of Ada", await book.NamesAsync("of"));
        Assert.Equal(kept, book.Table.RowsRead);
        Assert.Equal("Of Bob", await book.NamesAsync("of", AddressBook.Bob));
        var evicted = book.Table.RowsRead;
        Assert.Equal("Of Ada", await book.NamesAsync("of"));
        Assert.True(book.Table.RowsRead > evicted);
    }
}
