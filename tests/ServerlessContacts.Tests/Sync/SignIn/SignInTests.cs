using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class SignInTests : IAsyncLifetime
{
    private ConnectionRig rig = null!;

    public async Task InitializeAsync() => rig = await ConnectionRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("google", "zoe@example.com")]
    [InlineData("microsoft", "zoe@example.com")]
    public async Task A_member_connects_the_account_they_name(string provider, string account)
    {
        var connected = await rig.ConnectAsync(provider, account);
        Assert.Equal((ConnectionStatus.Ready, account), (connected.Standing.Status, connected.Standing.Account?.Name));
        Assert.Equal(rig.Time.GetUtcNow(), connected.Standing.SignedIn);
        Assert.StartsWith("refresh-", await rig.RefreshTokenAsync(connected.Key), StringComparison.Ordinal);
        Assert.Equal([connected.Key.Message()], rig.Messages);
    }

    [Theory]
    [InlineData("google", null, new[] { "access_type=offline", "prompt=consent", "include_granted_scopes=true", "scope=openid email https://www.googleapis.com/auth/contacts" })]
    [InlineData("microsoft", "anna@example.com", new[] { "login_hint=anna@example.com", "scope=openid profile email offline_access https://graph.microsoft.com/Contacts.ReadWrite" })]
    public async Task The_address_asks_for_what_the_provider_wants_to_be_asked(string provider, string? account, string[] expected)
    {
        var (_, address) = await rig.CreateAsync(provider, account);
        var query = QueryHelpers.ParseQuery(new Uri(address).Query).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        Assert.StartsWith(new Uri(rig.Host.Address, rig.Of(provider).Simulator.Paths.Authorize).AbsoluteUri, address, StringComparison.Ordinal);
        Assert.Subset(query.ToHashSet(), expected.Concat(["response_type=code", "code_challenge_method=S256", "redirect_uri=https://contacts.example/api/oauth/callback"]).ToHashSet());
        Assert.Equal(account is not null, query.Exists(part => part.StartsWith("login_hint=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_two_sign_ins_share_a_state_or_a_challenge()
    {
        var (connection, first) = await rig.CreateAsync();
        var second = Assert.IsType<ConnectionResult.Saved>(await rig.Connections.BeginAsync(connection.Key, "member:anna", default)).AuthorizeUrl!;
        foreach (var name in new[] { "state", "code_challenge" })
        {
            var values = new[] { first, second }.Select(address => QueryHelpers.ParseQuery(new Uri(address).Query)[name].ToString()).ToList();
            Assert.All(values, value => Assert.Equal(43, value.Length));
            Assert.Distinct(values);
        }
    }

    [Fact]
    public async Task A_state_works_once()
    {
        var (connection, address) = await rig.CreateAsync();
        var answer = await ConnectionRig.VisitAsync(address);
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, answer));
        var requests = rig.Google.Simulator.TokenRequests;
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, answer));
        Assert.Equal(requests, rig.Google.Simulator.TokenRequests);
        Assert.Equal(ConnectionStatus.Ready, (await rig.FindAsync(connection.Key)).Standing.Status);
    }

    [Fact]
    public async Task A_state_used_by_two_at_once_works_for_one()
    {
        var (connection, address) = await rig.CreateAsync();
        var answer = await ConnectionRig.VisitAsync(address);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.AuthorizeAsync(connection.Key, answer))));
        Assert.Single(results.OfType<ConnectionResult.Saved>());
        Assert.Equal(1, rig.Google.Simulator.TokenRequests);
    }

    [Fact]
    public async Task A_repeat_that_names_itself_is_answered_as_the_first_was()
    {
        var (connection, address) = await rig.CreateAsync();
        var answer = await ConnectionRig.VisitAsync(address, "k");
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, answer));
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, answer));
        Assert.Equal(1, rig.Google.Simulator.TokenRequests);
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, answer with { Code = "another" }));
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, answer with { IdempotencyKey = "l" }));
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public async Task A_state_is_good_for_ten_minutes(int seconds, bool good)
    {
        var (connection, address) = await rig.CreateAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(seconds));
        var result = await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(address));
        Assert.Equal(good, result is ConnectionResult.Saved);
        Assert.Equal(good ? 1 : 0, rig.Google.Simulator.TokenRequests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_forged_state_is_refused_and_spoils_nothing(string forged)
    {
        var (connection, address) = await rig.CreateAsync();
        var answer = await ConnectionRig.VisitAsync(address);
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, answer with { State = forged }));
        Assert.Equal(0, rig.Google.Simulator.TokenRequests);
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, answer));
    }

    [Fact]
    public async Task What_one_member_got_back_is_worth_nothing_to_another()
    {
        var (annas, address) = await rig.CreateAsync();
        var (bens, _) = await rig.CreateAsync(owner: ConnectionRig.Ben);
        var answer = await ConnectionRig.VisitAsync(address);
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(bens.Key, answer, ConnectionRig.Ben));
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(annas.Key, answer, ConnectionRig.Ben));
        Assert.IsType<ConnectionResult.NotFound>(await rig.AuthorizeAsync(ConnectionRig.Key(ConnectionRig.Ben, annas), answer, ConnectionRig.Ben));
        Assert.Equal(0, rig.Google.Simulator.TokenRequests);
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(annas.Key, answer));
    }

    [Fact]
    public async Task A_state_is_good_for_its_own_connection_only()
    {
        var (_, address) = await rig.CreateAsync();
        var (other, _) = await rig.CreateAsync();
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(other.Key, await ConnectionRig.VisitAsync(address)));
    }

    [Fact]
    public async Task Beginning_again_ends_what_was_begun_before()
    {
        var (connection, first) = await rig.CreateAsync();
        var second = Assert.IsType<ConnectionResult.Saved>(await rig.Connections.BeginAsync(connection.Key, "member:anna", default)).AuthorizeUrl!;
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(first)));
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(second)));
    }

    [Fact]
    public async Task A_denied_consent_is_told_and_uses_the_state_up()
    {
        var (connection, address) = await rig.CreateAsync();
        rig.Google.Simulator.DenyNext();
        var answer = await ConnectionRig.VisitAsync(address);
        Refused(ConnectionProblems.ConsentDenied, await rig.AuthorizeAsync(connection.Key, answer));
        var standing = (await rig.FindAsync(connection.Key)).Standing;
        Assert.Equal((ConnectionStatus.AwaitingConsent, ConnectionProblems.ConsentDenied), (standing.Status, standing.Problem));
        Refused(ConnectionProblems.StateInvalid, await rig.AuthorizeAsync(connection.Key, answer));
    }

    [Fact]
    public async Task A_code_that_the_provider_does_not_take_is_told()
    {
        var (connection, address) = await rig.CreateAsync();
        Refused(ConnectionProblems.CodeRefused, await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(address) with { Code = "made-up" }));
    }

    [Theory]
    [InlineData("google", "https://www.googleapis.com/auth/contacts")]
    [InlineData("google", "email")]
    [InlineData("microsoft", "https://graph.microsoft.com/Contacts.ReadWrite")]
    [InlineData("microsoft", "offline_access")]
    [InlineData("microsoft", "openid")]
    public async Task A_consent_without_what_is_needed_is_none(string provider, string withheld)
    {
        rig.Of(provider).Simulator.WithheldScope = withheld;
        var (connection, address) = await rig.CreateAsync(provider);
        Refused(ConnectionProblems.ConsentIncomplete, await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(address)));
        Assert.Equal(ConnectionStatus.AwaitingConsent, (await rig.FindAsync(connection.Key)).Standing.Status);
        Assert.Null((await rig.Secrets.FindAsync(connection.Key, default)).Secrets.RefreshToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_does_not_answer_is_not_the_members_fault(bool lost)
    {
        var (connection, address) = await rig.CreateAsync();
        var answer = await ConnectionRig.VisitAsync(address);
        if (lost)
        {
            rig.Google.Simulator.LoseAnswers(1);
        }
        else
        {
            rig.Google.Simulator.FailNext(1);
        }

        Assert.IsType<ConnectionResult.Unavailable>(await rig.AuthorizeAsync(connection.Key, answer));
        Assert.Equal(1, rig.Google.Simulator.TokenRequests);
        Assert.Null((await rig.FindAsync(connection.Key)).Standing.Problem);
    }

    [Fact]
    public async Task An_account_is_connected_once()
    {
        var first = await rig.ConnectAsync();
        var (second, address) = await rig.CreateAsync();
        Refused(ConnectionProblems.AccountConnected(first.Key), await rig.AuthorizeAsync(second.Key, await ConnectionRig.VisitAsync(address)));
        var (third, other) = await rig.CreateAsync(account: "zoe@example.com");
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(third.Key, await ConnectionRig.VisitAsync(other)));
    }

    [Theory]
    [InlineData(RunKind.Sync)]
    [InlineData(RunKind.Preview)]
    public async Task Whoever_starts_a_connection_of_a_connected_account_is_told_what_to_do(RunKind kind)
    {
        var first = await rig.ConnectAsync();
        var (second, address) = await rig.CreateAsync();
        await rig.AuthorizeAsync(second.Key, await ConnectionRig.VisitAsync(address));
        var requests = new RunRequests(rig.Table, rig.Store, new RunStore(rig.Table), rig, rig.Time);
        var problem = Assert.IsType<RunRequested.Refused>(await requests.AskAsync(second.Key, kind, null, default)).Problem;
        Assert.Equal("consent-needed", problem.Code);
        Assert.Equal($"The sign-in is not complete. {ConnectionProblems.AccountConnected(first.Key).Message}", problem.Message);
    }

    [Fact]
    public async Task Whoever_starts_a_connection_that_nobody_has_signed_in_for_is_told_to_sign_in()
    {
        var (connection, _) = await rig.CreateAsync();
        var requests = new RunRequests(rig.Table, rig.Store, new RunStore(rig.Table), rig, rig.Time);
        var refused = Assert.IsType<RunRequested.Refused>(await requests.AskAsync(connection.Key, RunKind.Sync, null, default));
        Assert.Equal(ConnectionProblems.ConsentNeeded, refused.Problem);
    }

    [Fact]
    public async Task Signing_in_again_is_for_the_same_account()
    {
        var connected = await rig.ConnectAsync();
        var token = await rig.RefreshTokenAsync(connected.Key);
        var address = Assert.IsType<ConnectionResult.Saved>(await rig.Connections.BeginAsync(connected.Key, "member:anna", default)).AuthorizeUrl!;
        Refused(ConnectionProblems.AccountDiffers, await rig.AuthorizeAsync(connected.Key, await ConnectionRig.VisitAsync($"{address}&login_hint=zoe@example.com")));
        Assert.Equal(token, await rig.RefreshTokenAsync(connected.Key));
    }

    [Fact]
    public async Task After_signing_in_again_a_connection_that_ran_before_is_due_at_once()
    {
        var connected = await rig.ConnectAsync();
        await rig.Store.SaveAsync(connected, connected.Standing with { Status = ConnectionStatus.NeedsSignIn, Statistics = new ConnectionStatistics { LastRun = rig.Time.GetUtcNow() } }, default);
        var address = Assert.IsType<ConnectionResult.Saved>(await rig.Connections.BeginAsync(connected.Key, "member:anna", default)).AuthorizeUrl!;
        Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connected.Key, await ConnectionRig.VisitAsync(address)));
        Assert.Equal([connected.Key], await rig.Due.UntilAsync(rig.Time.GetUtcNow(), default).Select(due => due.Key!.Value).ToListAsync());
    }

    [Fact]
    public async Task Nothing_secret_is_stored_or_logged_in_clear()
    {
        var (connection, address) = await rig.CreateAsync();
        var pending = (await rig.Secrets.FindAsync(connection.Key, default)).Secrets.Pending!;
        var answer = await ConnectionRig.VisitAsync(address);
        var before = rig.Stored();
        await rig.AuthorizeAsync(connection.Key, answer);
        var accessToken = await rig.Tokens.For(connection)(null, default);
        var everything = string.Join('\n', [before, rig.Stored(), .. rig.SignInLog.Lines, .. rig.TokenLog.Lines]);
        Assert.Contains("signed in", everything, StringComparison.Ordinal);
        Assert.Contains("anna@example.com", everything, StringComparison.Ordinal);
        string[] secrets = [answer.State, answer.Code!, pending.Verifier, pending.StateHash, accessToken, await rig.RefreshTokenAsync(connection.Key), SimulatedSignIn.Secret];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_under_another_connections_name_are_worth_nothing()
    {
        var connected = await rig.ConnectAsync();
        var row = rig.Table.Dump().Single(row => row.Row.RowKey == $"o~{connected.Key.Id}");
        var elsewhere = new ConnectionKey(ConnectionRig.Demo, ConnectionRig.Ben, connected.Key.Id);
        await rig.Table.SubmitAsync(elsewhere.Partition.Key, [ServerlessContacts.Store.Tables.RowWrite.Insert(row.Row.RowKey, 0, row.Row.Data)], default);
        Assert.Equal(ConnectionSecrets.None, (await rig.Secrets.FindAsync(elsewhere, default)).Secrets);
    }

    private static void Refused(ConnectionProblem problem, ConnectionResult result) => Assert.Equal(new ConnectionResult.Refused(problem), result);
}
