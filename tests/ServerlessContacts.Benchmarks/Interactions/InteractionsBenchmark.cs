using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ServerlessContacts.EndToEnd;

namespace ServerlessContacts.Benchmarks.Interactions;

/// <summary>
/// Calls that sixteen clients report of one contact at the same time, over HTTP, beside single rows that as many writers store in a table
/// of the same emulator.
/// </summary>
internal static class InteractionsBenchmark
{
    private const int Clients = 16;
    private const int Reports = 3_200;
    private const string NoLimit = "100000";

    public static async Task<int> RunAsync()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(
            azurite.ConnectionString,
            ("Logging:LogLevel:Default", "Warning"),
            ("Limits:TenantRate", NoLimit),
            ("Limits:TenantBurst", NoLimit),
            ("Limits:CallerRate", NoLimit),
            ("Limits:CallerBurst", NoLimit));
        var tenant = await host.NewTenantAsync();
        var desk = new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = "Front desk" } };
        var contact = await tenant.Manager.PostAsync("contacts", desk);
        var id = contact.Json(HttpStatusCode.Created).Text("id");
        var members = Enumerable.Range(0, Clients).Select(number => tenant.As($"member{number}")).ToArray();
        await PerSecondAsync(Clients, number => ReportAsync(members[number], id));
        var reports = await PerSecondAsync(Reports, number => ReportAsync(members[number % Clients], id));
        var table = new TableClient(azurite.ConnectionString, "raw");
        await table.CreateAsync();
        var raw = await PerSecondAsync(
            Reports, number => table.AddEntityAsync(new TableEntity($"p{number % Clients}", $"{number:D8}") { ["data"] = "x" }));
        var figures = new InteractionsFigures(Clients, Reports, reports, raw, Math.Round(reports / raw, 2), 200);
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return 0;
    }

    private static async Task ReportAsync(ApiClient member, string contact) => (await member.PostAsync(
        "interactions", new JsonObject { ["kind"] = "call", ["contact"] = contact })).Is(HttpStatusCode.Created);

    /// <summary>Each client does one after the other.</summary>
    private static async Task<double> PerSecondAsync(int times, Func<int, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        var all = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForAsync(0, Clients, all, async (client, _) =>
        {
            for (var number = client; number < times; number += Clients)
            {
                await work(number);
            }
        });
        return Math.Round(times / Stopwatch.GetElapsedTime(start).TotalSeconds, 1);
    }
}

/// <param name="PerSecond">Reports a second; <paramref name="Goal"/> at least.</param>
/// <param name="RawPerSecond">Single rows of a table that as many writers store in a second.</param>
internal sealed record InteractionsFigures(int Clients, int Reports, double PerSecond, double RawPerSecond, double Ratio, double Goal);
