using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class FeedTests(ApiFixture fixture) : ApiTest(fixture)
{
    /// <summary>With the change, the receipt and the head, the 100 rows that a transaction may have.</summary>
    private const int MostOfOneTransaction = 97;

    [Fact]
    public async Task A_follower_gets_first_what_is_there_and_then_what_changes()
    {
        var kept = await ShareAsync(Named("Kept"));
        var gone = await CreateAsync(Tenant.Anna, Named("Gone"));
        await CreateAsync(Tenant.Ben, Named("Not in sight"));
        var copy = new FeedCopy(Tenant.Anna, limit: 2);
        await copy.CatchUpAsync();
        await AssertIsListAsync(copy, Tenant.Anna);
        copy.Told.Clear();
        var patched = (await Tenant.Manager.PatchAsync(Path(kept), Named("Better"), kept.Text("etag"))).Json();
        await Tenant.Anna.DeleteAsync(Path(gone), gone.Text("etag"));
        await CreateAsync(Tenant.Ben, Named("Not in sight either"));
        await copy.CatchUpAsync();
        Assert.Equal([$"{kept.Text("id")}@{Sequence(patched)} updated", $"{gone.Text("id")}@{Sequence(gone) + 1} deleted"], copy.Told.Order().Reverse());
        await AssertIsListAsync(copy, Tenant.Anna);
        copy.Told.Clear();
        await copy.CatchUpAsync();
        Assert.Empty(copy.Told);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    [InlineData(97)]
    public async Task A_page_may_end_in_the_middle_of_a_transaction(int limit)
    {
        await ShareAsync(Named("Before"));
        var copy = new FeedCopy(Tenant.Anna, limit);
        await copy.CatchUpAsync();
        copy.Told.Clear();
        var ids = await CommitAsync(MostOfOneTransaction);
        await ShareAsync(Named("After"));
        await copy.CatchUpAsync();
        Assert.Equal(MostOfOneTransaction + 1, copy.Told.Count);
        Assert.Distinct(copy.Told);
        Assert.Subset(copy.Contacts.Keys.ToHashSet(StringComparer.Ordinal), ids.ToHashSet(StringComparer.Ordinal));
        await AssertIsListAsync(copy, Tenant.Anna);
    }

    [Fact]
    public async Task The_changes_of_a_contact_come_in_their_order()
    {
        var copy = new FeedCopy(Tenant.Anna, limit: 3);
        await copy.CatchUpAsync();
        copy.Told.Clear();
        var contact = await ShareAsync(Named("A"));
        for (var i = 0; i < 5; i++)
        {
            await Tenant.Anna.PatchAsync(Path(contact), Json($$"""{ "role": "R{{i}}" }"""), "*");
        }

        await Tenant.Manager.DeleteAsync(Path(contact), "*");
        await Tenant.Manager.PostAsync($"{Path(contact)}/restore");
        await copy.CatchUpAsync();
        var operations = copy.Told.Where(told => told.StartsWith(contact.Text("id"), StringComparison.Ordinal)).Select(told => told.Split(' ')[1]);
        Assert.Equal(["created", "updated", "updated", "updated", "updated", "updated", "deleted", "created"], operations);
    }

    [Fact]
    public async Task A_repeated_call_gets_the_same_again()
    {
        var copy = new FeedCopy(Tenant.Anna, limit: 100);
        await copy.CatchUpAsync();
        await CommitAsync(20);
        var (first, second) = (await GetAsync(Tenant.Anna, $"changes?limit=7&since={copy.Token}"), await GetAsync(Tenant.Anna, $"changes?limit=7&since={copy.Token}"));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    [Fact]
    public async Task A_token_of_another_sight_is_expired()
    {
        var other = await Host.NewTenantAsync();
        var application = await Tenant.WithNewKeyAsync(Permission.ChangesRead);
        await GetAsync(other.Anna, "tenant");
        var tokens = new List<string>();
        foreach (var caller in new[] { Tenant.Anna, Tenant.Ben, application, other.Anna })
        {
            tokens.Add((await GetAsync(caller, "changes")).Text("token"));
        }

        Assert.Distinct(tokens);
        foreach (var token in tokens.Skip(1))
        {
            (await Tenant.Anna.GetAsync($"changes?since={token}")).Problem(410, "feed-expired");
        }

        (await Tenant.Administrator.GetAsync($"changes?since={tokens[0]}")).Problem(410, "feed-expired");
        await GetAsync(Tenant.Administrator, $"changes?owner=anna&since={tokens[0]}");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%00")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    [InlineData("W10")]
    public async Task A_token_that_is_none_is_refused(string token) =>
        (await Tenant.Anna.GetAsync($"changes?since={token}")).Problem(400, "invalid", "since");

    [Theory]
    [InlineData("turn", "-1")]
    [InlineData("turn", "2147483647")]
    [InlineData("at", """{ "s0": { "s": -5, "w": 0 } }""")]
    [InlineData("at", """{ "s0": { "s": 0, "w": -5 } }""")]
    [InlineData("at", """{ "s0": { "s": 9223372036854775807, "w": 2147483647 } }""")]
    [InlineData("scan", """{ "p": "mben", "r": null }""")]
    [InlineData("scan", """{ "p": "s0", "r": "' or true" }""")]
    [InlineData("scan", """{ "p": null, "r": null }""")]
    public async Task A_token_that_was_tampered_with_shows_nothing_more_and_breaks_nothing(string name, string value)
    {
        await CreateAsync(Tenant.Ben, Named("Bens secret"));
        var token = Json(Encoding.UTF8.GetString(Base64Url.DecodeFromChars((await GetAsync(Tenant.Anna, "changes")).Text("token"))));
        token[name] = JsonNode.Parse(value);
        var answer = await Tenant.Anna.GetAsync($"changes?since={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.ToJsonString()))}");
        Assert.Contains((int)answer.Status, new[] { 200, 400, 410 });
        Assert.DoesNotContain("Bens secret", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public async Task A_limit_out_of_bounds_is_refused(string limit) =>
        (await Tenant.Anna.GetAsync($"changes?limit={limit}")).Problem(400, "invalid", "limit");

    [Fact]
    public async Task Nothing_is_missed_while_others_write()
    {
        var copy = new FeedCopy(Tenant.Anna, limit: 7);
        var writers = Task.WhenAll(Enumerable.Range(1, 4).Select(seed => Task.Run(() => new FeedWriter(Tenant, seed).WriteAsync(edits: 50))));
        while (!writers.IsCompleted)
        {
            await copy.ReadAsync();
        }

        await writers;
        await copy.CatchUpAsync();
        await AssertIsListAsync(copy, Tenant.Anna);
    }

    private static long Sequence(JsonObject contact) => long.Parse(contact.Text("etag").Trim('"'), null);

    private static async Task AssertIsListAsync(FeedCopy copy, ApiClient caller)
    {
        var listed = await AllPagesAsync(caller, "contacts?pageSize=1000");
        Assert.Equal(listed.Select(contact => contact.ToJsonString()).Order(StringComparer.Ordinal), copy.Contacts.Values.Select(contact => contact.ToJsonString()).Order(StringComparer.Ordinal));
    }

    /// <summary>Stores shared contacts in one transaction.</summary>
    private async Task<IReadOnlyList<string>> CommitAsync(int count)
    {
        var partition = Partition.Shared(Tenant.Id, 3);
        var ids = Enumerable.Range(0, count).Select(i => ContactId.Shared(3, $"{i:x4}{Guid.NewGuid():N}")).ToList();
        var edits = ids.Select((id, i) => ContactEdits.Create(id, Provenance.Create(
            new Contact { Name = new ContactName { Full = $"Of one transaction {i}" } }, "system", "system", DateTimeOffset.UnixEpoch)));
        var committed = await Host.Services.GetRequiredService<Journal>().CommitAsync(partition, Operation.New("system"), [.. edits], CancellationToken.None);
        Assert.True(committed.IsStored);
        return [.. ids.Select(id => id.ToString())];
    }
}
