using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Sync.Providers;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Providers.Google;

public sealed class GoogleErrorTests : IAsyncLifetime
{
    private static readonly Contact Aiko = new() { Name = new ContactName { Given = "Aiko" } };

    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData(GoogleFault.DropBefore, ProviderFault.Unavailable)]
    [InlineData(GoogleFault.DropAfter, ProviderFault.Unavailable)]
    [InlineData(GoogleFault.TruncateBody, ProviderFault.Unavailable)]
    [InlineData(GoogleFault.Unavailable, ProviderFault.Unavailable)]
    [InlineData(GoogleFault.Throttle, ProviderFault.Throttled)]
    [InlineData(GoogleFault.ThrottleStorage, ProviderFault.Throttled)]
    public async Task A_fault_has_its_kind_and_is_not_tried_again(GoogleFault fault, ProviderFault expected)
    {
        var item = await rig.Contacts.CreateAsync(Aiko, "k", default);
        var before = rig.Simulator.Requests.Count;
        rig.Simulator.Faults.Plan(fault);
        var failure = await FailAsync(() => rig.Contacts.UpdateAsync(item, Aiko with { Nickname = "Secret" }, default));
        Assert.Equal(expected, failure.Fault);
        Assert.Equal(before + 1, rig.Simulator.Requests.Count);
        Assert.DoesNotContain("Secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_not_waited_for_for_ever()
    {
        rig.Simulator.Faults.Plan(GoogleFault.Hang);
        var call = rig.Contacts.IdentityAsync(default);
        await rig.Time.UntilWaitingAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ProviderFault.Unavailable, (await FailAsync(() => call)).Fault);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_is_told_so_and_not_that_google_failed()
    {
        rig.Simulator.Faults.Plan(GoogleFault.Hang);
        using var stop = new CancellationTokenSource();
        var call = rig.Contacts.IdentityAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_providers_word_on_how_long_to_wait_is_passed_on()
    {
        rig.Simulator.ThrottlePause = TimeSpan.FromSeconds(90);
        rig.Simulator.AnnouncesPause = true;
        rig.Simulator.Faults.Plan(GoogleFault.Throttle);
        Assert.Equal(TimeSpan.FromSeconds(90), (await FailAsync(() => rig.Contacts.IdentityAsync(default))).RetryAfter);
    }

    [Fact]
    public async Task An_expired_cursor_is_told_from_a_stale_item()
    {
        var delta = (await rig.Contacts.PageAsync(null, default)).Delta;
        rig.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(ProviderFault.CursorExpired, (await FailAsync(() => rig.Contacts.PageAsync(delta, default))).Fault);
        var item = await rig.Contacts.CreateAsync(Aiko, "k", default);
        rig.Book.Edit(item.Id, person => person["urls"] = new System.Text.Json.Nodes.JsonArray(Json("""{"value":"x"}""")));
        Assert.Equal(ProviderFault.Stale, (await FailAsync(() => rig.Contacts.UpdateAsync(item, new Contact(), default))).Fault);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("made-up&")]
    [InlineData("&made-up")]
    public async Task A_cursor_that_is_none_is_an_expired_one(string cursor) =>
        Assert.Equal(ProviderFault.CursorExpired, (await FailAsync(() => rig.Contacts.PageAsync(cursor, default))).Fault);

    [Fact]
    public async Task A_cursor_of_another_page_size_has_expired()
    {
        var delta = (await rig.Contacts.PageAsync(null, default)).Delta;
        using var changed = new GoogleProvider(new GoogleSettings { BaseUrl = rig.BaseUrl, PageSize = 7 }, rig.Time);
        Assert.Equal(ProviderFault.CursorExpired, (await FailAsync(() => changed.Open((_, _) => Task.FromResult(rig.Token)).PageAsync(delta, default))).Fault);
    }

    [Fact]
    public async Task An_update_of_what_is_gone_says_so()
    {
        var item = await rig.Contacts.CreateAsync(Aiko, "k", default);
        rig.Book.Delete(item.Id);
        Assert.Equal(ProviderFault.Gone, (await FailAsync(() => rig.Contacts.UpdateAsync(item, new Contact(), default))).Fault);
    }

    [Fact]
    public async Task A_value_that_google_does_not_take_is_rejected() => Assert.Equal(
        ProviderFault.Rejected,
        (await FailAsync(() => rig.Contacts.CreateAsync(new Contact { Nickname = new string('x', 1025) }, "k", default))).Fault);

    [Fact]
    public async Task Changes_that_overlap_are_asked_to_wait()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await rig.Contacts.GroupsAsync(default);
        rig.Simulator.DuringMutation = () =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        var first = rig.Contacts.CreateAsync(Aiko, "1", default);
        await entered.Task;
        Assert.Equal(ProviderFault.Throttled, (await FailAsync(() => rig.Contacts.CreateAsync(Aiko, "2", default))).Fault);
        release.SetResult();
        await first;
        Assert.Single(rig.Book.People);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        var asked = new List<string?>();
        var contacts = rig.Open((refused, _) =>
        {
            asked.Add(refused);
            return Task.FromResult(refused is null ? "ended" : rig.Token);
        });
        Assert.Equal("aiko@example.jp", await contacts.IdentityAsync(default));
        Assert.Equal([null, "ended"], asked);
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_too_needs_a_sign_in()
    {
        var asked = 0;
        var contacts = rig.Open((_, _) => Task.FromResult($"ended-{asked++}"));
        Assert.Equal(ProviderFault.SignInNeeded, (await FailAsync(() => contacts.IdentityAsync(default))).Fault);
        Assert.Equal((2, 2), (asked, rig.Simulator.Requests.Count));
    }

    [Fact]
    public async Task Why_there_is_no_token_is_passed_on()
    {
        var reason = new ProviderException(ProviderFault.SignInNeeded, "Consent is gone.");
        Assert.Same(reason, await FailAsync(() => rig.Open((_, _) => throw reason).IdentityAsync(default)));
        Assert.Empty(rig.Simulator.Requests);
    }

    [Fact]
    public async Task Why_there_is_no_fresh_token_is_passed_on()
    {
        var reason = new ProviderException(ProviderFault.SignInNeeded, "Consent is gone.");
        var contacts = rig.Open((refused, _) => refused is null ? Task.FromResult("ended") : throw reason);
        Assert.Same(reason, await FailAsync(() => contacts.IdentityAsync(default)));
        Assert.Single(rig.Simulator.Requests);
    }

    /// <summary>Answers that the simulator has no occasion to give.</summary>
    [Theory]
    [InlineData(403, """{"error":{"code":403,"status":"PERMISSION_DENIED","details":[{"reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}""", ProviderFault.SignInNeeded)]
    [InlineData(403, """{"error":{"code":403,"errors":[{"reason":"userRateLimitExceeded"}]}}""", ProviderFault.Throttled)]
    [InlineData(403, """{"error":{"code":403,"status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}""", ProviderFault.Unavailable)]
    [InlineData(403, """{"error":{"code":403,"status":"PERMISSION_DENIED"}}""", ProviderFault.SignInNeeded)]
    [InlineData(400, """{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"No."}}""", ProviderFault.Rejected)]
    [InlineData(409, """{"error":{"code":409,"status":"ABORTED"}}""", ProviderFault.Throttled)]
    [InlineData(410, """{"error":{"code":410}}""", ProviderFault.Gone)]
    [InlineData(412, """{"error":{"code":412}}""", ProviderFault.Stale)]
    [InlineData(413, "too large", ProviderFault.Rejected)]
    [InlineData(429, "<html>", ProviderFault.Throttled)]
    [InlineData(500, "", ProviderFault.Unavailable)]
    [InlineData(502, "<html>Bad gateway</html>", ProviderFault.Unavailable)]
    [InlineData(503, """["not what was meant"]""", ProviderFault.Unavailable)]
    [InlineData(302, "", ProviderFault.Rejected)]
    [InlineData(200, "<html>Sign in to the airport</html>", ProviderFault.Unavailable)]
    public async Task Other_answers_have_a_kind_too(int code, string body, ProviderFault expected)
    {
        await using var host = await SimulatorHost.StartAsync(0, app => app.Run(async context =>
        {
            context.Response.StatusCode = code;
            context.Response.Headers.Location = "https://example.com/elsewhere";
            await context.Response.WriteAsync(body);
        }));
        using var provider = new GoogleProvider(new GoogleSettings { BaseUrl = host.Address }, rig.Time);
        Assert.Equal(expected, (await FailAsync(() => provider.Open((_, _) => Task.FromResult("t")).IdentityAsync(default))).Fault);
    }

    private static Task<ProviderException> FailAsync(Func<Task> call) => Assert.ThrowsAsync<ProviderException>(call);
}
