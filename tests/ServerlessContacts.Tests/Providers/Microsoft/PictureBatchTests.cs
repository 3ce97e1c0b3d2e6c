using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>Pictures come twenty in a call, each with an answer of its own.</summary>
public sealed class PictureBatchTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private AccountRig rig = null!;

    public async Task InitializeAsync() => rig = await AccountRig.StartAsync(time: time);

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Forty_five_pictures_take_three_calls_and_come_in_the_order_of_their_contacts()
    {
        var items = await ItemsAsync(45, number => new byte[number + 1]);
        var answers = await rig.Account.PhotosAsync(items, default);
        Assert.Equal(Enumerable.Range(1, 45), answers.Select(answer => answer.Photo!.Bytes.Length));
        Assert.Equal("image/png", answers[44].Photo!.ContentType);
        Assert.Equal(["$batch", "$batch", "$batch"], Outer());
        Assert.Empty(rig.Graph.Violations);
    }

    [Fact]
    public async Task One_that_has_none_or_too_large_a_one_or_fails_costs_no_other()
    {
        var items = await ItemsAsync(5, number => number == 1 ? null : new byte[number == 2 ? (4 * 1024 * 1024) + 1 : 7]);
        FailAt(items[3], GraphFault.Unavailable);
        var answers = await rig.Account.PhotosAsync(items, default);
        Assert.Equal([7, null, null, null, 7], answers.Select(answer => answer.Photo?.Bytes.Length));
        Assert.Equal([null, null, ProviderFault.Rejected, ProviderFault.Unavailable, null], answers.Select(answer => answer.Failure?.Fault));
        Assert.Equal([false, false, false, true, false], answers.Select(answer => answer.IsOpen));
    }

    [Fact]
    public async Task One_that_is_throttled_tells_how_long_to_wait()
    {
        rig.Graph.Faults.RetryAfterSeconds = 17;
        var items = await ItemsAsync(3, _ => new byte[7]);
        FailAt(items[2], GraphFault.Throttled);
        var answers = await rig.Account.PhotosAsync(items, default);
        Assert.Equal([7, 7, null], answers.Select(answer => answer.Photo?.Bytes.Length));
        Assert.Equal((ProviderFault.Throttled, TimeSpan.FromSeconds(17)), (answers[2].Failure!.Fault, answers[2].Failure!.RetryAfter));
    }

    [Theory]
    [InlineData("AAkALgbetaAAA=")]
    [InlineData("AAkALgv1.0beta/v1.0+AAA=")]
    public async Task A_contact_is_asked_for_by_its_id_whatever_that_spells(string id)
    {
        await rig.Account.PhotosAsync([new ProviderItem { Id = id }], default);
        var asked = Assert.Single(rig.Graph.Calls, call => call.IsInBatch);
        Assert.Equal($"me/contacts/{id}/photo/$value", asked.Path);
    }

    /// <summary>Twenty of the largest are more than an answer may hold.</summary>
    [Fact]
    public async Task Pictures_that_are_too_much_for_one_answer_come_in_several()
    {
        var items = await ItemsAsync(20, _ => new byte[4 * 1024 * 1024]);
        var answers = await rig.Account.PhotosAsync(items, default);
        Assert.All(answers, answer => Assert.Equal(4 * 1024 * 1024, answer.Photo!.Bytes.Length));
        Assert.Equal(["$batch", "$batch", "$batch"], Outer());
    }

    private List<string> Outer() =>
        [.. rig.Graph.Calls.Where(call => !call.IsInBatch && (call.Path + call.Body).Contains("/photo/", StringComparison.Ordinal))
            .Select(call => call.Path)];

    private void FailAt(ProviderItem item, GraphFault fault) => rig.Graph.Arriving = call =>
    {
        if (call.Path.Contains(item.Id, StringComparison.Ordinal) && call.Path.Contains("photo", StringComparison.Ordinal))
        {
            rig.Graph.Faults.Order(fault);
        }
    };

    private async Task<List<ProviderItem>> ItemsAsync(int count, Func<int, byte[]?> picture)
    {
        for (var number = 0; number < count; number++)
        {
            var id = rig.Mailbox.Add(GraphRig.Json($$"""{"displayName":"{{number:000}}"}"""));
            if (picture(number) is { } bytes)
            {
                rig.Mailbox.SetPhoto(id, bytes, "image/png");
            }
        }

        var (items, _) = await rig.RunAsync();
        return [.. items.OrderBy(item => rig.Account.View(item).Name.Full, StringComparer.Ordinal)];
    }
}
