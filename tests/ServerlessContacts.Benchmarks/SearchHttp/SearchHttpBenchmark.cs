using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Benchmarks.Search;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Search;

namespace ServerlessContacts.Benchmarks.SearchHttp;

/// <summary>Searches over HTTP with a token, as somebody types: the whole service on this machine, callers included.</summary>
internal static class SearchHttpBenchmark
{
    private const int Contacts = 20_000;
    private const int Personal = 500;
    private const int Connections = 8;
    private const int Warm = 4000;
    private const int Seed = 20260801;

    /// <summary>The test host keeps every line that is logged.</summary>
    private static readonly (string, string) Quiet = ("Logging:LogLevel:Default", "Warning");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var contacts = arguments is [var text] ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : Contacts;
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, Quiet);
        var tenant = await host.NewTenantAsync();
        var people = new People(Seed).Take(contacts + Personal).ToList();
        await StoredBook.WriteAsync(host, tenant, people, contacts);
        var firstOfTenant = await FirstAsync(tenant.As("ben"));
        var firstOfMember = await FirstAsync(tenant.Anna);
        var fromSnapshot = await FromSnapshotAsync(azurite, host, tenant);
        var (milliseconds, perSecond, processor) = await LoadAsync(host, tenant.Anna, TypedQueries.Of(people, Seed));
        Console.WriteLine(JsonSerializer.Serialize(
            new SearchHttpFigures(contacts, Connections, At(milliseconds, 0.5), At(milliseconds, 0.99), perSecond, processor, firstOfTenant, Personal, firstOfMember, fromSnapshot), JsonSerializerOptions.Web));
        return 0;
    }

    private static async Task<double> FirstAsync(ApiClient caller)
    {
        (await caller.GetAsync("tenant")).Json();
        var start = Stopwatch.GetTimestamp();
        (await caller.GetAsync("search?q=a&limit=1")).Json();
        return Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
    }

    /// <summary>The first query of another instance, which begins with what this one has stored.</summary>
    private static async Task<double> FromSnapshotAsync(Azurite azurite, ServiceHost host, TestTenant tenant)
    {
        await host.Services.GetRequiredService<SnapshotBuilder>().BuildAsync(tenant.Id.Value, default);
        await using var other = await ServiceHost.StartAsync(azurite.ConnectionString);
        return await FirstAsync(other.As(tenant.Id, "ben"));
    }

    private static async Task<(List<double> Milliseconds, int PerSecond, double ProcessorMs)> LoadAsync(ServiceHost host, ApiClient caller, IReadOnlyList<string> queries)
    {
        var times = new List<double>[Connections];
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () => times[connection] = await AskAsync(caller, queries, connection))));
        var took = Stopwatch.GetElapsedTime(start);
        var all = times.SelectMany(time => time.Skip(Warm / Connections)).Order().ToList();
        var requests = times.Sum(time => time.Count);
        return (all, (int)(requests / took.TotalSeconds), Math.Round((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / requests, 3));
    }

    private static async Task<List<double>> AskAsync(ApiClient caller, IReadOnlyList<string> queries, int connection)
    {
        var times = new List<double>();
        for (var at = 0; at < 2 * queries.Count; at++)
        {
            var query = queries[(at + (connection * queries.Count / Connections)) % queries.Count];
            var start = Stopwatch.GetTimestamp();
            (await caller.GetAsync($"search?q={Uri.EscapeDataString(query)}")).Is(System.Net.HttpStatusCode.OK);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static double At(List<double> ascending, double share) => Math.Round(ascending[(int)(share * (ascending.Count - 1))], 2);
}

/// <param name="ProcessorMsPerRequest">Of the service and its callers together.</param>
/// <param name="FirstOfTenantMs">The first query of a tenant whose index is made from the table.</param>
/// <param name="FirstOfMemberMs">The first query of a member with so many personal contacts, the tenant's index being there.</param>
/// <param name="FromSnapshotMs">The first query of another instance, whose index begins with a snapshot.</param>
internal sealed record SearchHttpFigures(
    int Contacts, int Connections, double P50Ms, double P99Ms, int RequestsPerSecond, double ProcessorMsPerRequest, double FirstOfTenantMs, int PersonalContacts, double FirstOfMemberMs, double FromSnapshotMs);
