using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.OAuth;
using static System.Buffers.Text.Base64Url;

namespace ServerlessContacts.Tests.Simulators.OAuth;

public sealed class SignInSimulatorTests
{
    [Theory]
    [InlineData(SignInDialect.Google, "email")]
    [InlineData(SignInDialect.Microsoft, "preferred_username")]
    public async Task A_client_signs_in_the_account_it_hints_at(SignInDialect dialect, string claim)
    {
        await using var client = await NaiveClient.StartAsync(dialect);
        var back = await client.ConsentAsync(("login_hint", "ben@example.com"));
        Assert.Equal("xyz", back["state"]);
        var (status, tokens) = await client.ExchangeAsync(back["code"]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ben@example.com", (string?)Claims(tokens)[claim]);
        Assert.Equal(client.Simulator.ClientId, (string?)Claims(tokens)["aud"]);
        Assert.Equal("Ben", client.Accounts.FindByToken((string?)tokens["access_token"])?.Name);
        Assert.Equal(3599, (int)tokens["expires_in"]!);
        Assert.NotNull(tokens["refresh_token"]);
    }

    [Theory]
    [InlineData(SignInDialect.Google)]
    [InlineData(SignInDialect.Microsoft)]
    public async Task Without_a_hint_the_first_account_signs_in(SignInDialect dialect)
    {
        await using var client = await NaiveClient.StartAsync(dialect);
        Assert.Equal("Anna", client.Accounts.FindByToken((string?)(await client.SignInAsync())["access_token"])?.Name);
    }

    [Theory]
    [InlineData("client_id", "another")]
    [InlineData("redirect_uri", "https://elsewhere.example/")]
    [InlineData("redirect_uri", null)]
    public async Task Nobody_is_sent_to_where_no_client_is_registered(string name, string? value)
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        using var page = await client.VisitAsync((name, value));
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "invalid_request")]
    [InlineData("login_hint", "nobody@example.com", "access_denied")]
    public async Task A_consent_that_cannot_be_goes_back_with_its_error(string name, string? value, string error)
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Microsoft);
        var back = await client.ConsentAsync((name, value));
        Assert.Equal((error, "xyz", false), (back["error"], back["state"], back.ContainsKey("code")));
    }

    [Fact]
    public async Task A_consent_is_denied_once_when_told()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        client.Simulator.DenyNext();
        Assert.Equal("access_denied", (await client.ConsentAsync())["error"]);
        Assert.NotNull(await client.CodeAsync());
    }

    [Theory]
    [InlineData(SignInDialect.Google)]
    [InlineData(SignInDialect.Microsoft)]
    public async Task A_code_works_once(SignInDialect dialect)
    {
        await using var client = await NaiveClient.StartAsync(dialect);
        var code = await client.CodeAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.ExchangeAsync(code)).Status);
        Refused("invalid_grant", await client.ExchangeAsync(code));
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public async Task A_code_lives_ten_minutes(int seconds, bool lives)
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var code = await client.CodeAsync();
        client.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(lives ? HttpStatusCode.OK : HttpStatusCode.BadRequest, (await client.ExchangeAsync(code)).Status);
    }

    [Theory]
    [InlineData(SignInDialect.Google, "code_verifier", "another", 400, "invalid_grant")]
    [InlineData(SignInDialect.Google, "code_verifier", null, 400, "invalid_grant")]
    [InlineData(SignInDialect.Google, "redirect_uri", "https://elsewhere.example/", 400, "redirect_uri_mismatch")]
    [InlineData(SignInDialect.Google, "client_secret", "guessed", 401, "invalid_client")]
    [InlineData(SignInDialect.Google, "client_secret", null, 401, "invalid_client")]
    [InlineData(SignInDialect.Microsoft, "code_verifier", "another", 400, "invalid_grant")]
    [InlineData(SignInDialect.Microsoft, "client_secret", "guessed", 401, "invalid_client")]
    [InlineData(SignInDialect.Microsoft, "grant_type", "password", 400, "unsupported_grant_type")]
    public async Task An_exchange_that_is_not_the_clients_is_refused(SignInDialect dialect, string name, string? value, int status, string error)
    {
        await using var client = await NaiveClient.StartAsync(dialect);
        var answer = await client.ExchangeAsync(await client.CodeAsync(), (name, value));
        Assert.Equal((status, error), ((int)answer.Status, (string?)answer.Body["error"]));
    }

    [Theory]
    [InlineData(null, "offline", true, false)]
    [InlineData("consent", "offline", true, true)]
    [InlineData("consent", "online", false, false)]
    public async Task Google_gives_a_refresh_token_with_the_first_offline_consent_or_when_consent_is_asked_for_anew(string? prompt, string access, bool first, bool second)
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        Assert.Equal(first, (await client.SignInAsync(("prompt", prompt), ("access_type", access))).ContainsKey("refresh_token"));
        Assert.Equal(second, (await client.SignInAsync(("prompt", prompt), ("access_type", access))).ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task Microsoft_gives_no_refresh_token_without_offline_access()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Microsoft);
        Assert.False((await client.SignInAsync(("scope", "openid Contacts.ReadWrite"))).ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task Microsoft_rotates_refresh_tokens_and_leaves_the_old_one_alive()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Microsoft);
        var first = (string)(await client.SignInAsync())["refresh_token"]!;
        var second = (string)(await client.RefreshAsync(first)).Body["refresh_token"]!;
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, (await client.RefreshAsync(second)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.RefreshAsync(first)).Status);
    }

    [Fact]
    public async Task Googles_refresh_token_stays_the_same()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var token = (string)(await client.SignInAsync())["refresh_token"]!;
        Assert.False((await client.RefreshAsync(token)).Body.ContainsKey("refresh_token"));
        Assert.Equal(HttpStatusCode.OK, (await client.RefreshAsync(token)).Status);
    }

    [Fact]
    public async Task Google_ends_the_oldest_of_more_than_a_hundred_refresh_tokens()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var first = (string)(await client.SignInAsync(("prompt", "consent")))["refresh_token"]!;
        for (var i = 0; i < 99; i++)
        {
            await client.SignInAsync(("prompt", "consent"));
        }

        Assert.Equal(HttpStatusCode.OK, (await client.RefreshAsync(first)).Status);
        await client.SignInAsync(("prompt", "consent"));
        Refused("invalid_grant", await client.RefreshAsync(first));
    }

    [Theory]
    [InlineData(SignInDialect.Google)]
    [InlineData(SignInDialect.Microsoft)]
    public async Task A_withdrawn_consent_ends_every_token(SignInDialect dialect)
    {
        await using var client = await NaiveClient.StartAsync(dialect);
        var tokens = await client.SignInAsync();
        client.Simulator.Withdraw(client.Accounts.Find("anna@example.com")!);
        Assert.Null(client.Accounts.FindByToken((string?)tokens["access_token"]));
        var answer = await client.RefreshAsync((string)tokens["refresh_token"]!);
        Refused("invalid_grant", answer);
        Assert.Equal(dialect == SignInDialect.Microsoft, answer.Body.ContainsKey("error_codes") && answer.Body.ContainsKey("correlation_id"));
    }

    [Theory]
    [InlineData("interaction_required")]
    [InlineData("consent_required")]
    public async Task Microsoft_may_want_the_person_back(string error)
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Microsoft);
        var tokens = await client.SignInAsync();
        client.Simulator.RefreshError = error;
        Refused(error, await client.RefreshAsync((string)tokens["refresh_token"]!));
    }

    [Fact]
    public async Task An_access_token_lives_an_hour()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var token = (string?)(await client.SignInAsync())["access_token"];
        client.Time.Advance(TimeSpan.FromSeconds(3599));
        Assert.NotNull(client.Accounts.FindByToken(token));
        client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(client.Accounts.FindByToken(token));
    }

    [Fact]
    public async Task A_lost_answer_has_used_up_its_code()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var code = await client.CodeAsync();
        client.Simulator.LoseAnswers(1);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.ExchangeAsync(code));
        Refused("invalid_grant", await client.ExchangeAsync(code));
    }

    [Fact]
    public async Task An_outage_uses_nothing_up()
    {
        await using var client = await NaiveClient.StartAsync(SignInDialect.Google);
        var code = await client.CodeAsync();
        client.Simulator.FailNext(1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.ExchangeAsync(code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.ExchangeAsync(code)).Status);
    }

    private static void Refused(string error, (HttpStatusCode Status, JsonObject Body) answer) =>
        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, (string?)answer.Body["error"]));

    private static JsonObject Claims(JsonObject tokens) =>
        JsonNode.Parse(Encoding.UTF8.GetString(DecodeFromChars(((string)tokens["id_token"]!).Split('.')[1])))!.AsObject();
}
