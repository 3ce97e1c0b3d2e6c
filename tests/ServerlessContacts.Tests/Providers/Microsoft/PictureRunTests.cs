using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>Whole runs that bring pictures from a Microsoft Graph that tells nobody of them.</summary>
public sealed class PictureRunTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private AccountRig account = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        rig = await SyncRig.StartAsync(time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_first_sync_asks_for_twenty_pictures_in_a_call()
    {
        var ids = Enumerable.Range(0, 50).Select(Add).ToList();
        ids.ForEach(id => account.Mailbox.SetPhoto(id, new byte[7], "image/jpeg"));
        await DoneAsync();
        Assert.Equal(50, (await rig.BookAsync()).Count(contact => contact.Record.Contact.Photo == "photo7"));
        Assert.Equal(3, PictureCalls());
        Assert.Empty(account.Graph.Violations);
    }

    [Fact]
    public async Task A_picture_that_is_given_later_comes_with_the_items_next_change()
    {
        var ids = Enumerable.Range(0, 3).Select(Add).ToList();
        await DoneAsync();
        account.Mailbox.SetPhoto(ids[1], new byte[7], "image/jpeg");
        await DoneAsync();
        Assert.Equal([null, null, null], await PhotosAsync());

        account.Mailbox.Edit(ids[1], GraphRig.Json("""{"jobTitle":"Newer"}"""));
        await DoneAsync();
        Assert.Equal([null, "photo7", null], await PhotosAsync());
        Assert.Equal(2, PictureCalls());
    }

    [Fact]
    public async Task A_contact_that_was_removed_here_and_edited_there_comes_back_with_its_picture()
    {
        var id = Add(0);
        account.Mailbox.SetPhoto(id, new byte[7], "image/jpeg");
        await DoneAsync();
        Assert.Equal(["photo7"], await PhotosAsync());

        await rig.RemoveAsync(Assert.Single(await rig.BookAsync()).Id.Unique);
        account.Mailbox.Edit(id, GraphRig.Json("""{"jobTitle":"Newer"}"""));
        await DoneAsync();
        time.Advance(TimeSpan.FromDays(7));
        await DoneAsync();
        Assert.Equal(["photo7"], await PhotosAsync());
    }

    [Fact]
    public async Task A_picture_that_is_given_later_comes_with_the_scheduled_listing_to_whom_has_none()
    {
        var ids = Enumerable.Range(0, 3).Select(Add).ToList();
        account.Mailbox.SetPhoto(ids[0], new byte[3], "image/jpeg");
        await DoneAsync();
        account.Mailbox.SetPhoto(ids[0], new byte[4], "image/jpeg");
        account.Mailbox.SetPhoto(ids[1], new byte[7], "image/jpeg");
        time.Advance(TimeSpan.FromDays(7));
        await DoneAsync();
        Assert.Equal(["photo3", "photo7", null], await PhotosAsync());
        Assert.Equal(2, PictureCalls());
    }

    [Fact]
    public async Task A_picture_that_its_owner_took_off_does_not_come_back_and_another_one_does()
    {
        var id = Add(0);
        account.Mailbox.SetPhoto(id, new byte[3], "image/jpeg");
        await DoneAsync();
        await rig.EditAsync((await rig.BookAsync())[0].Id.Unique, contact => contact with { Photo = null });
        time.Advance(TimeSpan.FromDays(7));
        await DoneAsync();
        Assert.Equal([null], await PhotosAsync());

        account.Mailbox.SetPhoto(id, new byte[4], "image/jpeg");
        time.Advance(TimeSpan.FromDays(7));
        await DoneAsync();
        Assert.Equal(["photo4"], await PhotosAsync());
    }

    [Fact]
    public async Task One_that_is_throttled_in_a_batch_is_asked_for_again_after_the_time_it_was_told()
    {
        account.Graph.Faults.RetryAfterSeconds = 10;
        Portrayed(25);
        var asked = 0;
        account.Graph.Arriving = call =>
        {
            if (call.IsInBatch && call.Path.Contains("photo", StringComparison.Ordinal) && ++asked == 19)
            {
                account.Graph.Faults.Order(GraphFault.Throttled);
            }
        };
        await rig.AskAsync();
        await rig.TurnAsync();
        Assert.Equal(18, (await PhotosAsync()).Count(photo => photo is not null));
        await rig.TurnAsync();
        Assert.Equal(25, (await PhotosAsync()).Count(photo => photo is not null));
        Assert.Empty(account.Graph.Violations);
    }

    [Fact]
    public async Task One_at_which_the_service_fails_for_ever_costs_no_other_and_ends()
    {
        var ids = Portrayed(25);
        var asked = FailAt(ids[7], GraphFault.Unavailable, times: int.MaxValue);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal([.. Enumerable.Range(0, 25).Select(number => number == 7 ? null : "photo7")], await PhotosAsync());
        Assert.Equal(5, asked.Count);

        account.Graph.Arriving = _ => { };
        time.Advance(TimeSpan.FromDays(7));
        await DoneAsync();
        Assert.Equal("photo7", (await PhotosAsync())[7]);
    }

    [Fact]
    public async Task A_batch_that_is_never_answered_ends_as_well()
    {
        Portrayed(3);
        account.Graph.Arriving = call =>
        {
            if (IsForPictures(call))
            {
                account.Graph.Faults.Order(GraphFault.RequestLost);
            }
        };
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal([null, null, null], await PhotosAsync());
        Assert.Equal(5, PictureCalls());
    }

    private int PictureCalls() => account.Graph.Calls.Count(IsForPictures);

    private static bool IsForPictures(GraphCall call) =>
        !call.IsInBatch && (call.Path + call.Body).Contains("/photo/", StringComparison.Ordinal);

    private List<string> FailAt(string id, GraphFault fault, int times)
    {
        var asked = new List<string>();
        account.Graph.Arriving = call =>
        {
            if (call.Path.Contains(id, StringComparison.Ordinal) && call.Path.Contains("photo", StringComparison.Ordinal)
                && asked.Count < times)
            {
                asked.Add(call.Path);
                account.Graph.Faults.Order(fault);
            }
        };
        return asked;
    }

    private string Add(int number) =>
        account.Mailbox.Add(GraphRig.Json($$"""{"givenName":"Person","surname":"Number{{number:000}}","emailAddresses":[{"address":"p{{number}}@example.jp"}]}"""));

    private List<string> Portrayed(int people)
    {
        var ids = Enumerable.Range(0, people).Select(Add).ToList();
        ids.ForEach(id => account.Mailbox.SetPhoto(id, new byte[7], "image/jpeg"));
        return ids;
    }

    private async Task DoneAsync() => Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);

    private async Task<IReadOnlyList<string?>> PhotosAsync() =>
        [.. (await rig.BookAsync()).Select(contact => contact.Record.Contact)
            .OrderBy(contact => contact.Name.Family, StringComparer.Ordinal).Select(contact => contact.Photo)];
}
