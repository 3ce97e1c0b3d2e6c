using System.Net;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Tests.Sync;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>What providers give stays between them and the service.</summary>
public sealed class SecrecyTests(ApiFixture fixture) : ConnectionTest(fixture)
{
    private readonly ApiFixture fixture = fixture;

    [Theory]
    [InlineData("google")]
    [InlineData("microsoft")]
    public async Task No_secret_is_in_any_answer_log_line_or_stored_row(string provider)
    {
        var begun = await BeginAsync(Tenant.Anna, provider);
        var answer = await ConsentAsync(begun);
        (await Host.Anonymous().GetAsync($"oauth/callback?code={answer.Text("code")}&state={answer.Text("state")}")).Is(HttpStatusCode.OK);
        var key = Key(begun.Text("id"));
        var pending = (await Secrets(Host).FindAsync(key, default)).Secrets.Pending!;
        var answers = new List<string> { (await AuthorizeAsync(Tenant.Anna, begun, answer)).Text };
        var run = (await Tenant.Anna.PostAsync($"{Place(begun)}/start")).Json(HttpStatusCode.Accepted).Text("run");
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Anna, $"{Place(begun)}/runs/{run}")).Text("status") == "done");
        var token = await TokenAsync(Host, key);
        foreach (var path in new[] { "connections", Place(begun), $"{Place(begun)}/runs", $"{Place(begun)}/runs/{run}", $"{Place(begun)}/review", "changes", "contacts", "search?q=refresh" })
        {
            answers.Add((await Tenant.Anna.GetAsync(path)).Is(HttpStatusCode.OK).Text);
        }

        string[] secrets =
        [
            answer.Text("code"), answer.Text("state"), pending.Verifier, pending.StateHash, token,
            (await Secrets(Host).FindAsync(key, default)).Secrets.RefreshToken!, SimulatedSignIn.Secret,
        ];
        var stored = await StoredAsync();
        Assert.Contains(key.Id, stored, StringComparison.Ordinal);
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(answers, text => text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(Host.Log.Events, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Another_instance_reads_the_secrets()
    {
        var connection = await ConnectAsync(Tenant.Anna, "microsoft", "zoe@example.com");
        await using var another = await ServiceHost.StartAsync(fixture.Storage, Providers.Settings);
        Assert.Equal("Zoe", Providers.Microsoft.Accounts.FindByToken(await TokenAsync(another, Key(connection.Text("id"))))?.Name);
    }

    [Fact]
    public async Task A_deleted_connection_leaves_no_secret_and_is_ended_from_the_queue()
    {
        var connection = await ConnectAsync(Tenant.Anna);
        var key = Key(connection.Text("id"));
        (await Tenant.Anna.DeleteAsync(Place(connection))).Problem(428, "precondition-required");
        (await Tenant.Anna.DeleteAsync($"{Place(connection)}?contacts=some", "*")).Problem(400, "invalid", "contacts");
        (await Tenant.Anna.DeleteAsync($"{Place(connection)}?contacts=remove", connection.Text("etag"))).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.GetAsync(Place(connection))).Problem(404, "not-found");
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "connections")).Number("total"));
        Assert.Null((await Secrets(Host).FindAsync(key, default)).Row);
        await StorageHost.UntilAsync(async () => await Host.Services.GetRequiredService<ConnectionStore>().FindAsync(key, default) is null);
    }

    [Fact]
    public async Task The_page_is_the_same_for_everybody_and_runs_nothing_but_its_own_script()
    {
        var plain = (await Host.Anonymous().GetAsync("oauth/callback")).Is(HttpStatusCode.OK);
        var visited = (await Host.Anonymous().GetAsync("oauth/callback?code=%3Cscript%3Ealert(1)%3C/script%3E&state=s&error=e")).Is(HttpStatusCode.OK);
        Assert.Equal(plain.Bytes, visited.Bytes);
        Assert.Equal("text/html; charset=utf-8", plain.Headers["Content-Type"]);
        Assert.Equal(("no-store", "no-referrer", "nosniff"), (plain.Headers["Cache-Control"], plain.Headers["Referrer-Policy"], plain.Headers["X-Content-Type-Options"]));
        var script = plain.Text.Split("<script>")[1].Split("</script>")[0];
        var style = plain.Text.Split("<style>")[1].Split("</style>")[0];
        Assert.Equal(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            plain.Headers["Content-Security-Policy"]);
        Assert.Contains("postMessage({ type: 'serverless-contacts:sign-in', code, state, error }, location.origin)", script, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static SecretStore Secrets(ServiceHost host) => host.Services.GetRequiredService<SecretStore>();

    private static async Task<string> TokenAsync(ServiceHost host, ConnectionKey key)
    {
        var connection = await host.Services.GetRequiredService<ConnectionStore>().FindAsync(key, default);
        return await host.Services.GetRequiredService<AccessTokens>().For(connection!)(null, default);
    }

    private ConnectionKey Key(string id) => new(Tenant.Id, new MemberId("anna"), id);

    /// <summary>Everything of the tenant that is in the table, every blob, and every message, as text.</summary>
    private async Task<string> StoredAsync()
    {
        var all = new StringBuilder();
        var clients = Host.Services.GetRequiredService<StorageClients>();
        await foreach (var entity in clients.Tables.GetTableClient(StoreRegistration.TableName).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {""}")))
        {
            all.AppendJoin('\n', entity.Select(property => $"{property.Key}={Text(property.Value)}")).AppendLine();
        }

        await foreach (var blob in clients.Blobs.GetBlobContainerClient(SyncStorage.Keys).GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, null, default))
        {
            all.Append((await clients.Blobs.GetBlobContainerClient(SyncStorage.Keys).GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content);
        }

        return all.AppendJoin('\n', await MessagesAsync()).ToString();
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        BinaryData data => data.ToString(),
        _ => value.ToString() ?? "",
    };

    private async Task<IReadOnlyList<SyncMessage>> MessagesAsync()
    {
        QueueClient queue = Host.Services.GetRequiredService<StorageClients>().Queues.GetQueueClient(SyncStorage.Queue);
        return [.. (await queue.PeekMessagesAsync(32)).Value.Select(message => SyncMessage.Parse(message.Body.ToString()))];
    }
}
