using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Names of groups go from one side to the other, and no rename is taken for labels that went.</summary>
public sealed class GroupRenameTests
{
    private const int Members = 12;

    [Fact]
    public async Task A_group_that_is_renamed_there_relabels_its_members_here_without_stopping_at_the_brake()
    {
        var rig = await StartAsync();
        rig.Provider.RenameGroup("g1", "Pals");
        var run = await rig.SyncAsync();
        Assert.Equal((RunStatus.Done, Members), (run.Status, run.Counts.Here.Updated));
        Assert.Equal(["Pals"], await LabelsAsync(rig));
        Assert.Equal(0, rig.Provider.Writes);

        // An edit of a member neither brings the old name back nor makes the group anew.
        await rig.EditAsync((await rig.BookAsync()).First(contact => contact.Record.Contact.Labels.Count > 0).Id.Unique, contact => contact with { Nickname = "edited" });
        await rig.SyncAsync();
        Assert.Equal(["Pals"], Labels(rig));
        await rig.AssertQuietAsync();
    }

    /// <summary>The links of contacts that an earlier connection had made are found by a row more.</summary>
    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 11)]
    public async Task A_rename_costs_what_its_members_cost(bool isReconnected, int rowsEach)
    {
        var rig = await StartAsync(others: 300);
        await (isReconnected ? ReconnectAsync(rig) : Task.CompletedTask);
        rig.Provider.RenameGroup("g1", "Pals");
        var (calls, rows) = (rig.Provider.Calls.Count, Rows(rig));
        await rig.SyncAsync();
        Assert.InRange(rig.Provider.Calls.Count - calls, 1, 5);
        Assert.InRange(Rows(rig) - rows, 1, rowsEach * Members);
    }

    [Fact]
    public async Task A_label_that_is_renamed_here_renames_the_group_there()
    {
        var rig = await StartAsync();
        await rig.RelabelAsync("Friends", "Pals");
        Assert.Equal(["Pals"], await LabelsAsync(rig));
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Pals"], rig.Provider.Groups.Select(group => group.Name));
        Assert.Equal(["Pals"], Labels(rig));
        Assert.Equal(1, rig.Provider.Writes);
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task Renamed_on_both_sides_the_provider_wins_and_the_other_name_is_a_review()
    {
        var rig = await StartAsync();
        await rig.RelabelAsync("Friends", "Ours");
        rig.Provider.RenameGroup("g1", "Theirs");
        await rig.SyncAsync();
        Assert.Equal(["Theirs"], await LabelsAsync(rig));
        Assert.Equal(["Theirs"], Labels(rig));
        var review = Assert.Single(await rig.ReviewsAsync());
        Assert.Equal((true, "Friends", "Ours", "Theirs"), (review.IsOfLabel, review.Name, review.Ours, review.Theirs));
        await rig.AssertQuietAsync();

        await rig.DecideAsync(review, ReviewDecision.Ours);
        await rig.SyncAsync();
        Assert.Equal(["Ours"], await LabelsAsync(rig));
        Assert.Equal(["Ours"], rig.Provider.Groups.Select(group => group.Name));
        Assert.Empty(await rig.ReviewsAsync());
    }

    [Fact]
    public async Task Into_a_name_that_exists_the_two_become_one_label_here_and_stay_two_groups_there()
    {
        var rig = await StartAsync();
        rig.Provider.Groups.Add(new ProviderGroup("g2", "Pals"));
        rig.Provider.Add(Person(100) with { Labels = ["Pals"] });
        await rig.SyncAsync();
        await rig.RelabelAsync("Friends", "Pals");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Pals"], await LabelsAsync(rig));
        Assert.Equal(["Friends", "Pals"], rig.Provider.Groups.Select(group => group.Name));
        Assert.Equal(Members + 1, rig.Provider.People.Count(person => person.Contact.Labels is ["Pals"]));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_label_that_another_connection_of_the_owner_carries_renames_no_group()
    {
        var rig = await StartAsync();
        var other = GroupMemory.Insert(new LinkKeys("00000000000000000002"), new RememberedGroup("x", "Friends"));
        await rig.Journal.CommitAsync(SyncRig.Key.Partition, ServerlessContacts.Store.Log.Operation.New("test"), [other], default);
        await rig.RelabelAsync("Friends", "Pals");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Friends"], rig.Provider.Groups.Select(group => group.Name));
        Assert.Equal(["Pals"], Labels(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task One_way_a_rename_comes_here_and_none_goes_there()
    {
        var rig = await StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay });
        rig.Provider.RenameGroup("g1", "Pals");
        await rig.SyncAsync();
        Assert.Equal(["Pals"], await LabelsAsync(rig));
        await rig.RelabelAsync("Pals", "Mates");
        await rig.SyncAsync();
        Assert.Equal(["Mates"], await LabelsAsync(rig));
        Assert.Equal(["Pals"], Labels(rig));
        Assert.Equal(0, rig.Provider.Writes);
    }

    [Fact]
    public async Task A_name_that_was_given_here_while_nothing_went_out_goes_out_when_both_ways_are_chosen()
    {
        var rig = await StartAsync(new ConnectionSettings { Direction = SyncDirection.OneWay });
        await rig.RelabelAsync("Friends", "Pals");
        await rig.SyncAsync();
        Assert.Equal(0, rig.Provider.Writes);
        await rig.ChangeAsync(settings => settings with { Direction = SyncDirection.TwoWay });
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Pals"], rig.Provider.Groups.Select(group => group.Name));
        Assert.Equal(["Pals"], Labels(rig));
        Assert.Equal(["Pals"], await LabelsAsync(rig));
        await rig.AssertQuietAsync();
    }

    [Fact]
    public async Task A_preview_tells_of_a_rename_and_changes_nothing()
    {
        var rig = await StartAsync();
        rig.Provider.RenameGroup("g1", "Pals");
        var run = await rig.SyncAsync(RunKind.Preview);
        Assert.Equal(Members, (await rig.OutcomesAsync(run)).Count(outcome => outcome is { Side: Side.Here, Kind: OutcomeKind.Updated }));
        Assert.Equal(["Friends"], await LabelsAsync(rig));
    }

    /// <summary>At each write of a run that carries a rename each way, in turn; whoever comes after finishes it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rename_survives_the_end_of_the_process_at_each_write(bool isThere)
    {
        for (var at = 1; ; at++)
        {
            var rig = await StartAsync();
            await (isThere ? Task.Run(() => rig.Provider.RenameGroup("g1", "Pals")) : rig.RelabelAsync("Friends", "Pals"));
            var writes = 0;
            rig.Restart(new FaultyTable(rig.Table, () => ++writes == at ? Fault.Crash : Fault.None));
            try
            {
                await rig.SyncAsync();
            }
            catch (CrashException)
            {
                // The next process takes over once the lease has ended.
            }

            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
            Assert.Equal(["Pals"], await LabelsAsync(rig));
            Assert.Equal(["Pals"], Labels(rig));
            Assert.Equal(["Pals"], rig.Provider.Groups.Select(group => group.Name));
            if (writes < at)
            {
                Assert.InRange(at, 4, 100);
                return;
            }
        }
    }

    private static async Task<SyncRig> StartAsync(ConnectionSettings? settings = null, int others = 4)
    {
        var rig = await SyncRig.StartAsync(settings);
        rig.Provider.PageSize = 1000;
        rig.Provider.Groups.Add(new ProviderGroup("g1", "Friends"));
        foreach (var number in Enumerable.Range(0, Members + others))
        {
            rig.Provider.Add(number < Members ? Person(number) with { Labels = ["Friends"] } : Person(number));
        }

        await rig.SyncAsync();
        await rig.SyncAsync();
        return rig;
    }

    private static async Task ReconnectAsync(SyncRig rig)
    {
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        await rig.SyncAsync();
    }

    private static int Rows(SyncRig rig) => rig.Table.PointReads + rig.Table.RowsRead + rig.Table.RowsWritten;

    private static async Task<IEnumerable<string>> LabelsAsync(SyncRig rig) =>
        (await rig.BookAsync()).SelectMany(contact => contact.Record.Contact.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Labels(SyncRig rig) =>
        rig.Provider.People.SelectMany(person => person.Contact.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static Contact Person(int number) => SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = "Person", Family = $"Number{number}" },
        Emails = [new Email { Address = $"p{number}@example.jp" }],
    });
}
