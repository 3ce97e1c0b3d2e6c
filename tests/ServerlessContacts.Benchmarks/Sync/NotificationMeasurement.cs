using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>How long edits at the provider took to be found by the search here.</summary>
internal sealed record NotificationFigures(int Edits, long MedianMs, long MostMs);

/// <summary>The whole service over sockets, told of each edit by the provider's notification; it asks for none by itself.</summary>
internal static class NotificationMeasurement
{
    private const int Edits = 20;

    public static async Task<NotificationFigures> RunAsync()
    {
        await using var azurite = await Azurite.StartAsync();
        var port = ServiceHost.FreePort();
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri($"http://127.0.0.1:{port}"));
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, TimeProvider.System, port, [.. providers.Settings, ("Sync:PollInterval", "1.00:00:00")]);
        var anna = (await host.NewTenantAsync("FR")).Anna;
        var account = BenchAccount.Microsoft(providers);
        var person = account.Add(1);
        await SyncAsync(anna, providers, account);
        await UntilAsync(() => Task.FromResult(providers.Graph.Subscriptions.Count > 0));
        var took = new List<long>();
        for (var edit = 0; edit < Edits; edit++)
        {
            account.Edit(person, $"Murray{edit}");
            var watch = Stopwatch.StartNew();
            await UntilAsync(async () => (await anna.GetAsync($"search?q=murray{edit}")).Json().Number("total") == 1);
            took.Add(watch.ElapsedMilliseconds);
        }

        took.Sort();
        return new NotificationFigures(Edits, (took[(Edits / 2) - 1] + took[Edits / 2]) / 2, took[^1]);
    }

    private static async Task SyncAsync(ApiClient caller, SimulatedProviders providers, BenchAccount account)
    {
        var begun = (await caller.PostAsync("connections", new JsonObject { ["provider"] = account.Provider, ["account"] = account.Email })).Json(HttpStatusCode.Created);
        var consent = await providers.ConsentAsync(begun.Text("authorizeUrl"));
        var place = $"connections/{begun.Text("id")}";
        (await caller.PostAsync($"{place}/authorize", new JsonObject { ["code"] = consent["code"], ["state"] = consent["state"] })).Is(HttpStatusCode.OK);
        var run = (await caller.PostAsync($"{place}/start")).Json(HttpStatusCode.Accepted).Text("run");
        await UntilAsync(async () => (await caller.GetAsync($"{place}/runs/{run}")).Json().Text("status") == "done");
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }
}
