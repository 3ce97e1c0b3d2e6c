using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.EndToEnd.Infrastructure;
using ServerlessContacts.EndToEnd.Worker;

namespace ServerlessContacts.Benchmarks.ColdStart;

/// <summary>How long the genuine worker takes from the start of its process to its first answer over HTTP, published in two ways.</summary>
internal static class ColdStartBenchmark
{
    private const int Starts = 5;

    private static readonly (string Name, string[] Arguments)[] Packages =
    [
        ("il", []),
        ("ready-to-run", ["-p:PublishReadyToRun=true", "-r", "linux-x64", "--self-contained", "false"]),
    ];

    public static async Task<int> RunAsync()
    {
        await using var stage = await WorkerStage.SetAsync();
        var packages = new List<MeasuredPackage>();
        foreach (var (name, arguments) in Packages)
        {
            packages.Add(new MeasuredPackage(name, (await PublishedWorker.PublishAsync(arguments)).Folder, [], []));
        }

        // In turns, so that whatever else the machine does bears on both. The first turn warms up this process and the files.
        for (var start = 0; start <= Starts; start++)
        {
            foreach (var package in packages)
            {
                var (health, search) = await StartAsync(stage, package.Folder);
                package.Health.Add(health);
                package.Search.Add(search);
            }
        }

        packages.ForEach(package => Console.WriteLine(JsonSerializer.Serialize(Figures(package), JsonSerializerOptions.Web)));
        return 0;
    }

    private static ColdStartFigures Figures(MeasuredPackage package)
    {
        var bytes = System.IO.Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        return new ColdStartFigures(package.Name, Math.Round(bytes / 1e6, 1), Median(package.Health), Median(package.Search));
    }

    private static async Task<(double Health, double Search)> StartAsync(WorkerStage stage, string folder)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = await stage.StartAsync(folder);
        (await new ApiClient(host.Http).GetAsync("health")).Is(HttpStatusCode.OK);
        var health = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        (await stage.As(host).GetAsync("search?q=a")).Is(HttpStatusCode.OK);
        return (health, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static double Median(List<double> times) => Math.Round(times.Skip(1).Order().ElementAt(Starts / 2));
}

internal sealed record MeasuredPackage(string Name, string Folder, List<double> Health, List<double> Search);

/// <param name="HealthMs">Until the first answer, which asks nobody.</param>
/// <param name="SearchMs">Until the answer to a first search after that: token, tenant and index are read for the first time.</param>
internal sealed record ColdStartFigures(string Package, double Megabytes, double HealthMs, double SearchMs);
