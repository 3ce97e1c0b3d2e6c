using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Benchmarks.Import;
using ServerlessContacts.Benchmarks.Search;
using ServerlessContacts.Benchmarks.SearchHttp;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Benchmarks.Export;

/// <summary>
/// All contacts of a tenant as a vCard file over HTTP, beside reading the same rows as often as an export does, twice, and nothing more.
/// Each size runs in a process and against an emulator of its own, so that the memory is the size's.
/// </summary>
internal static class ExportBenchmark
{
    private const string Measure = "--measure";
    private const int Shards = 8;
    private const int Seed = 20261201;

    private static readonly int[] Sizes = [10_000, 100_000];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [Measure, var contacts])
        {
            Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(Number(contacts))));
            return 0;
        }

        var lines = new List<ExportFigures>();
        foreach (var size in arguments.Length == 0 ? Sizes : [.. arguments.Select(Number)])
        {
            lines.Add(await MeasuredProcess.RunAsync<ExportFigures>("export", Measure, size.ToString(CultureInfo.InvariantCulture)));
        }

        Console.WriteLine(JsonSerializer.Serialize(lines));
        return 0;
    }

    private static async Task<ExportFigures> MeasureAsync(int contacts)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("Logging:LogLevel:Default", "Warning"));
        var tenant = await host.NewTenantAsync();
        await StoredBook.WriteAsync(host, tenant, [.. new People(Seed).Take(contacts)], contacts);
        await ExportAsync(host, await host.NewTenantAsync());
        var raw = await RawAsync(host, tenant);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var (bytes, most) = await ExportAsync(host, tenant);
        var seconds = watch.Elapsed.TotalSeconds;
        return new ExportFigures(contacts, bytes, Rounded(seconds), Rounded(raw), Rounded(seconds / raw), (int)((most - before) >> 20), Memory.PeakMb());
    }

    /// <summary>How many bytes came, and the most memory that was in use while they did.</summary>
    private static async Task<(long Bytes, long Memory)> ExportAsync(ServiceHost host, TestTenant tenant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/exports?format=vcard4");
        request.Headers.Add("Authorization", $"Bearer {host.TokenOf(tenant.Id, "anna", BuiltInRole.Member)}");
        using var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (bytes, memory) = (0L, 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
        {
            memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: false));
        }

        return (bytes, memory);
    }

    private static async Task<double> RawAsync(ServiceHost host, TestTenant tenant)
    {
        var journal = host.Services.GetRequiredService<Journal>();
        var watch = Stopwatch.StartNew();
        for (var time = 0; time < 2; time++)
        {
            for (var shard = 0; shard < Shards; shard++)
            {
                await journal.RowsAsync(Partition.Shared(tenant.Id, shard), StoredContact.Kind, default).CountAsync();
            }
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static double Rounded(double number) => Math.Round(number, 2);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <param name="Contacts">In the book.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Seconds">From the request to the last byte.</param>
/// <param name="RawSeconds">Two looks through the same rows.</param>
/// <param name="Ratio">The one by the other.</param>
/// <param name="ManagedMb">Managed memory in use beyond what was before, garbage included.</param>
/// <param name="PeakMb">Of the process, with what wrote the book.</param>
internal sealed record ExportFigures(int Contacts, long Bytes, double Seconds, double RawSeconds, double Ratio, int ManagedMb, int PeakMb);
