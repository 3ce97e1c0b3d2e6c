using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Contacts;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>What each failure is called, against a service that answers anything.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(400, "ErrorInvalidArgument", ProviderFault.Rejected)]
    [InlineData(400, "SyncStateNotFound", ProviderFault.CursorExpired)]
    [InlineData(404, "syncstatenotfound", ProviderFault.CursorExpired)]
    [InlineData(409, "resyncRequired", ProviderFault.CursorExpired)]
    [InlineData(410, "", ProviderFault.CursorExpired)]
    [InlineData(401, "InvalidAuthenticationToken", ProviderFault.SignInNeeded)]
    [InlineData(403, "ErrorAccessDenied", ProviderFault.SignInNeeded)]
    [InlineData(404, "ErrorItemNotFound", ProviderFault.Gone)]
    [InlineData(404, "MailboxNotEnabledForRESTAPI", ProviderFault.Rejected)]
    [InlineData(408, "", ProviderFault.Unavailable)]
    [InlineData(409, "ErrorFolderExists", ProviderFault.Stale)]
    [InlineData(412, "ErrorIrresolvableConflict", ProviderFault.Stale)]
    [InlineData(413, "", ProviderFault.Rejected)]
    [InlineData(429, "ApplicationThrottled", ProviderFault.Throttled)]
    [InlineData(509, "", ProviderFault.Throttled)]
    [InlineData(500, "ErrorInternalServerError", ProviderFault.Unavailable)]
    [InlineData(503, "ServiceUnavailable", ProviderFault.Unavailable)]
    [InlineData(507, "ErrorQuotaExceeded", ProviderFault.Rejected)]
    [InlineData(302, "", ProviderFault.Unavailable)]
    public async Task An_answer_is_told_by_its_status_and_code(int status, string code, ProviderFault fault)
    {
        var failure = await FailureAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://elsewhere.example/";
            await context.Response.WriteAsJsonAsync(new { error = new { code, message = "What it said." } });
        });
        Assert.Equal(fault, failure.Fault);
        Assert.Contains("What it said.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData(null, null)]
    public async Task The_time_to_wait_is_the_services_own_word(string? header, int? seconds)
    {
        var failure = await FailureAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        Assert.Equal((ProviderFault.Throttled, seconds), (failure.Fault, (int?)failure.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_time_to_wait_may_be_a_date()
    {
        var time = new ManualTime();
        var failure = await FailureAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = time.GetUtcNow().AddSeconds(90).ToString("R");
            return Task.CompletedTask;
        }, time: time);
        Assert.Equal((ProviderFault.Unavailable, TimeSpan.FromSeconds(90)), (failure.Fault, failure.RetryAfter));
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(200, "<html>Sign in to the network</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    public async Task An_answer_that_is_not_the_services_is_none(int status, string body)
    {
        var failure = await FailureAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(body);
        });
        Assert.Equal(ProviderFault.Unavailable, failure.Fault);
    }

    [Fact]
    public async Task A_dropped_connection_and_an_unreachable_host_are_unavailable()
    {
        var dropped = await FailureAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal(ProviderFault.Unavailable, dropped.Fault);

        var answer = await FailureAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        Assert.Equal(ProviderFault.Unavailable, answer.Fault);

        using var provider = new MicrosoftProvider(new MicrosoftSettings { BaseUrl = new Uri("http://127.0.0.1:1/v1.0") }, TimeProvider.System);
        var unreachable = await Assert.ThrowsAsync<ProviderException>(() => provider.Open((_, _) => Task.FromResult("t")).IdentityAsync(CancellationToken.None));
        Assert.Equal(ProviderFault.Unavailable, unreachable.Fault);
    }

    [Fact]
    public async Task A_call_ends_after_its_time()
    {
        var failure = await FailureAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted), new MicrosoftSettings { CallTimeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(ProviderFault.Unavailable, failure.Fault);
        Assert.Contains("did not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_a_failure_of_the_service()
    {
        using var given = new CancellationTokenSource();
        await using var rig = await AccountRig.StartAsync();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Account.IdentityAsync(given.Token));
    }

    [Fact]
    public async Task Nothing_is_repeated_by_itself()
    {
        var calls = 0;
        await FailureAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_took_effect_and_is_found_by_its_key()
    {
        await using var rig = await AccountRig.StartAsync();
        rig.Graph.Faults.Order(GraphFault.AnswerLost);
        var failure = await rig.FailureAsync(account => account.CreateAsync(new Contact { Nickname = "A" }, "key-7", CancellationToken.None));
        Assert.Equal(ProviderFault.Unavailable, failure.Fault);
        Assert.Equal("A", rig.Account.View((await rig.Account.FindByKeyAsync("key-7", CancellationToken.None))!).Nickname);

        rig.Graph.Faults.Order(GraphFault.RequestLost);
        await rig.FailureAsync(account => account.CreateAsync(new Contact { Nickname = "B" }, "key-8", CancellationToken.None));
        Assert.Null(await rig.Account.FindByKeyAsync("key-8", CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_body_is_sent_again()
    {
        await using var rig = await AccountRig.StartAsync();
        var refused = rig.Current;
        rig.Rig.Accounts.EndTokens(rig.Rig.Anna);
        var item = await rig.CreateAsync(new Contact { Nickname = "A" });
        Assert.Equal("A", rig.Account.View(item).Nickname);
        Assert.Equal([refused], rig.Refused);
    }

    [Fact]
    public async Task A_second_refusal_needs_a_sign_in()
    {
        var tokens = new List<string?>();
        var failure = await FailureAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }, token: (refused, _) =>
        {
            tokens.Add(refused);
            return Task.FromResult($"token {tokens.Count}");
        });
        Assert.Equal(ProviderFault.SignInNeeded, failure.Fault);
        Assert.Equal([null, "token 1"], tokens);
    }

    [Fact]
    public async Task Where_no_token_is_to_be_had_its_failure_is_the_calls()
    {
        var failure = await FailureAsync(_ => Task.CompletedTask, token: (_, _) => throw new ProviderException(ProviderFault.SignInNeeded, "invalid_grant"));
        Assert.Equal("invalid_grant", failure.Message);
    }

    [Theory]
    [InlineData("http://elsewhere.example/v1.0/me/contacts/delta?$skiptoken=1")]
    [InlineData("http://127.0.0.1:1/v1.0/me/contacts/delta?$skiptoken=1")]
    [InlineData("https://127.0.0.1:{port}/v1.0/me/contacts/delta")]
    [InlineData("http://127.0.0.1:{port}@elsewhere.example/")]
    [InlineData("/v1.0/me/contacts/delta")]
    public async Task A_link_to_another_host_is_not_followed(string link)
    {
        var calls = new List<string>();
        await using var host = await SimulatorHost.StartAsync(0, app => app.Map("/{**path}", async context =>
        {
            calls.Add(context.Request.Path);
            var batch = await JsonNode.ParseAsync(context.Request.Body);
            var next = link.Replace("{port}", context.Connection.LocalPort.ToString(), StringComparison.Ordinal);
            var page = new Dictionary<string, object> { ["value"] = Array.Empty<string>(), ["@odata.nextLink"] = next };
            var answers = batch!["requests"]!.AsArray()
                .Select(request => new { id = request!["id"]!.GetValue<string>(), status = 200, body = page });
            await context.Response.WriteAsJsonAsync(new { responses = answers });
        }));
        using var provider = new MicrosoftProvider(new MicrosoftSettings { BaseUrl = new Uri(host.Address, "v1.0") }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => provider.Open((_, _) => Task.FromResult("t")).PageAsync(null, CancellationToken.None));
        Assert.Equal(ProviderFault.Rejected, failure.Fault);
        Assert.Single(calls);
    }

    private static async Task<ProviderException> FailureAsync(RequestDelegate answer, MicrosoftSettings? settings = null, TimeProvider? time = null, AccessToken? token = null)
    {
        await using var host = await SimulatorHost.StartAsync(0, app => app.Map("/{**path}", answer));
        using var provider = new MicrosoftProvider((settings ?? new MicrosoftSettings()) with { BaseUrl = new Uri(host.Address, "v1.0") }, time ?? TimeProvider.System);
        var account = provider.Open(token ?? ((_, _) => Task.FromResult("t")));
        return await Assert.ThrowsAsync<ProviderException>(() => account.UpdateAsync(
            new ProviderItem { Id = "1", Raw = """{"id":"1"}""" }, new Contact { Nickname = "A" }, CancellationToken.None));
    }
}
