using System.Globalization;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>
/// What a run costs after a few edits at the provider, beside listing everything there; and how long an edit takes from the provider's notification to the search. Each provider
/// is simulated in this process and asked over sockets, and everything is stored in an emulator.
/// </summary>
internal static class SyncBenchmark
{
    private const int Linked = 50_000;

    /// <summary>Fewer, as linking takes a request for each picture there: items do not say whether they have one.</summary>
    private const int PerLinkedAtMicrosoft = 10;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var linked = arguments is [var number] ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : Linked;
        Print("from notification to search", await NotificationMeasurement.RunAsync());
        Print("microsoft", await SyncMeasurement.RunAsync(BenchAccount.Microsoft, linked / PerLinkedAtMicrosoft));
        Print("google", await SyncMeasurement.RunAsync(BenchAccount.Google, linked), isLast: true);
        return 0;
    }

    private static void Print(string what, object figures, bool isLast = false)
    {
        Console.WriteLine($"{what}:{(isLast ? Environment.NewLine : " ")}{JsonSerializer.Serialize(figures, figures.GetType(), JsonSerializerOptions.Web)}");
    }
}
