using System.Globalization;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>
/// What runs cost at each provider: a first one, one after edits here and one after a few there, each beside its calls and writes alone;
/// and how long an edit takes from the provider's notification to the search. Each provider is simulated in this process and asked over
/// sockets, and everything is stored in an emulator.
/// </summary>
internal static class SyncBenchmark
{
    private const int Contacts = 3_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var contacts = arguments is [var number] ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : Contacts;
        Console.WriteLine($"from notification to search: {Json(await NotificationMeasurement.RunAsync())}");
        var microsoft = await SyncMeasurement.RunAsync(BenchAccount.Microsoft, contacts);
        var google = await SyncMeasurement.RunAsync(BenchAccount.Google, contacts);
        Console.WriteLine(Json(microsoft));
        Console.WriteLine(Json(google));
        return 0;
    }

    private static string Json(object figures) => JsonSerializer.Serialize(figures, figures.GetType(), JsonSerializerOptions.Web);
}
