using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ServerlessContacts.Benchmarks.Search;
using ServerlessContacts.Benchmarks.SearchHttp;
using ServerlessContacts.EndToEnd;

namespace ServerlessContacts.Benchmarks.Limits;

/// <summary>What one organisation feels of another that is at its limit: searches of the one, alone and beside a stream of requests of the other that is one and a half times what it may send.</summary>
internal static class LimitsBenchmark
{
    private const int Contacts = 10_000;
    private const int Searches = 2_000;
    private const int Warm = 1_000;
    private const int Seed = 20260801;

    /// <summary>Requests a second that the other may send.</summary>
    private const int Limit = 200;

    private static readonly (string, string)[] Settings =
        [("Logging:LogLevel:Default", "Warning"), ("Limits:TenantRate", $"{Limit}"), ("Limits:TenantBurst", $"{Limit}"), ("Limits:CallerRate", $"{Limit}"), ("Limits:CallerBurst", $"{Limit}")];

    public static async Task<int> RunAsync()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, Settings);
        var (quiet, loud) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var people = new People(Seed).Take(Contacts).ToList();
        await StoredBook.WriteAsync(host, quiet, people, Contacts);
        await StoredBook.WriteAsync(host, loud, people, Contacts);
        var queries = TypedQueries.Of(people, Seed);
        await SearchAsync(quiet, queries, Warm);
        var alone = await SearchAsync(quiet, queries, Searches);
        using var stop = new CancellationTokenSource();
        var stream = StreamAsync(loud, queries, stop.Token);
        var beside = await SearchAsync(quiet, queries, Searches);
        await stop.CancelAsync();
        var (served, refused) = await stream;
        var again = await SearchAsync(quiet, queries, Searches);
        var ratio = Math.Round(At(beside, 0.99) / Math.Max(At(alone, 0.99), At(again, 0.99)), 2);
        Console.WriteLine(JsonSerializer.Serialize(new LimitsFigures(Limit, served, refused, At(alone, 0.99), At(beside, 0.99), At(again, 0.99), ratio, 2), JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>A hundred a second, of several members, so that none of them meets the limit.</summary>
    private static async Task<List<double>> SearchAsync(TestTenant tenant, IReadOnlyList<string> queries, int count)
    {
        var times = new List<double>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var at = 0; at < count && await pace.WaitForNextTickAsync(); at++)
        {
            var start = Stopwatch.GetTimestamp();
            (await tenant.Anna.GetAsync($"search?q={Uri.EscapeDataString(queries[at % queries.Count])}")).Is(HttpStatusCode.OK);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static async Task<(int Served, int Refused)> StreamAsync(TestTenant tenant, IReadOnlyList<string> queries, CancellationToken stop)
    {
        var (served, refused, under) = (0, 0, new List<Task>());
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Limit / 1.5));
        for (var at = 0; !stop.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None); at++)
        {
            under.RemoveAll(task => task.IsCompleted);
            under.Add(SendAsync(queries[at % queries.Count]));
        }

        await Task.WhenAll(under);
        return (served, refused);

        async Task SendAsync(string query)
        {
            var answer = await tenant.Anna.GetAsync($"search?q={Uri.EscapeDataString(query)}");
            _ = answer.Status == HttpStatusCode.TooManyRequests ? Interlocked.Increment(ref refused) : Interlocked.Increment(ref served);
        }
    }

    private static double At(List<double> ascending, double share) => Math.Round(ascending[(int)(share * (ascending.Count - 1))], 2);
}

/// <param name="Limit">Requests a second that the loud organisation may send.</param>
/// <param name="Ratio">Of the 99th percentiles beside and alone; <paramref name="Goal"/> at most.</param>
internal sealed record LimitsFigures(int Limit, int Served, int Refused, double AloneP99Ms, double BesideP99Ms, double AgainP99Ms, double Ratio, double Goal);
