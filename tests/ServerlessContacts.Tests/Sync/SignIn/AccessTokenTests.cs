using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private ConnectionRig rig = null!;

    public async Task InitializeAsync() => rig = await ConnectionRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("google")]
    [InlineData("microsoft")]
    public async Task A_token_is_the_accounts_and_is_fetched_once_for_all_who_want_it(string provider)
    {
        var connection = await rig.ConnectAsync(provider, "zoe@example.com");
        var before = rig.Of(provider).Simulator.TokenRequests;
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => rig.Tokens.For(connection)(null, default))));
        Assert.Equal("Zoe", rig.Of(provider).Accounts.FindByToken(tokens[0])?.Name);
        Assert.Single(tokens.Distinct(StringComparer.Ordinal));
        Assert.Equal(before + 1, rig.Of(provider).Simulator.TokenRequests);
    }

    [Theory]
    [InlineData(54, true)]
    [InlineData(55, false)]
    public async Task A_token_is_kept_until_shortly_before_its_end(int minutes, bool kept)
    {
        var connection = await rig.ConnectAsync();
        var first = await TokenAsync(connection);
        rig.Time.Advance(TimeSpan.FromMinutes(minutes));
        var second = await TokenAsync(connection);
        Assert.Equal(kept, first == second);
        Assert.NotNull(rig.Google.Accounts.FindByToken(second));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        var connection = await rig.ConnectAsync();
        var first = await TokenAsync(connection);
        var second = await rig.Tokens.For(connection)(first, default);
        Assert.NotEqual(first, second);
        Assert.Equal(second, await rig.Tokens.For(connection)(first, default));
    }

    [Fact]
    public async Task A_rotated_refresh_token_is_stored_before_its_access_token_is_used()
    {
        var connection = await rig.ConnectAsync("microsoft");
        var first = await rig.RefreshTokenAsync(connection.Key);
        await TokenAsync(connection);
        var second = await rig.RefreshTokenAsync(connection.Key);
        Assert.NotEqual(first, second);
        rig.Restart();
        await TokenAsync(connection);
        Assert.NotEqual(second, await rig.RefreshTokenAsync(connection.Key));
    }

    [Fact]
    public async Task A_rotated_refresh_token_that_cannot_be_stored_gives_no_access_token()
    {
        var connection = await rig.ConnectAsync("microsoft");
        var first = await rig.RefreshTokenAsync(connection.Key);
        rig.Restart(new FailingWrites(rig.Table));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => TokenAsync(connection));
        rig.Restart();
        Assert.Equal(first, await rig.RefreshTokenAsync(connection.Key));
        Assert.NotNull(rig.Microsoft.Accounts.FindByToken(await TokenAsync(connection)));
    }

    [Theory]
    [InlineData("google")]
    [InlineData("microsoft")]
    public async Task A_lost_answer_is_asked_for_again(string provider)
    {
        var connection = await rig.ConnectAsync(provider);
        rig.Of(provider).Simulator.LoseAnswers(1);
        Assert.NotNull(rig.Of(provider).Accounts.FindByToken(await TokenAsync(connection)));
    }

    [Fact]
    public async Task An_outage_is_told_after_a_second_try_and_changes_nothing()
    {
        var connection = await rig.ConnectAsync();
        var before = rig.Google.Simulator.TokenRequests;
        rig.Google.Simulator.FailNext(2);
        var failed = await Assert.ThrowsAsync<ProviderException>(() => TokenAsync(connection));
        Assert.Equal(ProviderFault.Unavailable, failed.Fault);
        Assert.Equal(before + 2, rig.Google.Simulator.TokenRequests);
        Assert.Equal(ConnectionStatus.Ready, (await rig.FindAsync(connection.Key)).Standing.Status);
        await TokenAsync(connection);
    }

    [Theory]
    [InlineData("google", null)]
    [InlineData("microsoft", null)]
    [InlineData("microsoft", "interaction_required")]
    [InlineData("microsoft", "consent_required")]
    public async Task A_consent_that_ended_needs_a_new_sign_in_and_nothing_is_planned_any_more(string provider, string? error)
    {
        var connection = await rig.ConnectAsync(provider);
        connection = (await rig.Store.SaveAsync(connection, connection.Standing with { Status = ConnectionStatus.Synced, Due = rig.Time.GetUtcNow() }, default))!;
        await EndConsentAsync(provider, error);
        var failed = await Assert.ThrowsAsync<ProviderException>(() => TokenAsync(connection));
        Assert.Equal(ProviderFault.SignInNeeded, failed.Fault);
        var standing = (await rig.FindAsync(connection.Key)).Standing;
        Assert.Equal((ConnectionStatus.NeedsSignIn, "sign-in-needed", null), (standing.Status, standing.Problem?.Code, standing.Due));
        Assert.Empty(await rig.Due.UntilAsync(DateTimeOffset.MaxValue.AddYears(-1), default).ToListAsync());
    }

    [Fact]
    public async Task A_consent_withdrawn_in_the_middle_of_a_run_is_noticed_when_the_token_is_refused()
    {
        var connection = await rig.ConnectAsync();
        var token = await TokenAsync(connection);
        rig.Google.Simulator.Withdraw(rig.Google.Anna);
        Assert.Null(rig.Google.Accounts.FindByToken(token));
        await Assert.ThrowsAsync<ProviderException>(() => rig.Tokens.For(connection)(token, default));
        var address = Assert.IsType<ConnectionResult.Saved>(await rig.Connections.BeginAsync(connection.Key, "member:anna", default)).AuthorizeUrl!;
        var again = Assert.IsType<ConnectionResult.Saved>(await rig.AuthorizeAsync(connection.Key, await ConnectionRig.VisitAsync(address))).Connection;
        Assert.Equal((ConnectionStatus.Ready, null), (again.Standing.Status, again.Standing.Problem));
        Assert.NotNull(rig.Google.Accounts.FindByToken(await TokenAsync(again)));
    }

    [Fact]
    public async Task A_refresh_token_that_another_instance_has_replaced_is_looked_up_before_the_member_is_asked()
    {
        var connection = await rig.ConnectAsync("microsoft");
        var stored = await rig.Secrets.FindAsync(connection.Key, default);
        var good = stored.Secrets.RefreshToken;
        await rig.Secrets.SaveAsync(connection.Key, stored, stored.Secrets with { RefreshToken = "refresh-spent" }, default);
        rig.Restart(new ReplacingReads(rig.Table, $"o~{connection.Key.Id}", async () =>
        {
            var spent = await rig.Secrets.FindAsync(connection.Key, default);
            await rig.Secrets.SaveAsync(connection.Key, spent, spent.Secrets with { RefreshToken = good }, default);
        }));
        Assert.NotNull(rig.Microsoft.Accounts.FindByToken(await TokenAsync(connection)));
        Assert.Equal(ConnectionStatus.Ready, (await rig.FindAsync(connection.Key)).Standing.Status);
    }

    [Fact]
    public async Task A_deleted_connection_gets_no_token()
    {
        var connection = await rig.ConnectAsync();
        await TokenAsync(connection);
        await rig.Connections.DeleteAsync(connection.Key, RemainingContacts.Keep, null, "member:anna", default);
        var failed = await Assert.ThrowsAsync<ProviderException>(() => TokenAsync(connection));
        Assert.Equal(ProviderFault.SignInNeeded, failed.Fault);
    }

    private Task<string> TokenAsync(StoredConnection connection) => rig.Tokens.For(connection)(null, default);

    private Task EndConsentAsync(string provider, string? error)
    {
        if (error is null)
        {
            rig.Of(provider).Simulator.Withdraw(rig.Of(provider).Anna);
        }

        rig.Of(provider).Simulator.RefreshError = error;
        return Task.CompletedTask;
    }
}
