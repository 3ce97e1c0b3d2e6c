using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>What the same number of calls and writes takes where nothing else is done: one after the other, and as long.</summary>
internal sealed class BareMeasurement(ITable table, Func<HttpRequestMessage> call) : IDisposable
{
    private const string TableName = "bare";

    private readonly HttpClient http = new();
    private int partitions;

    public static async Task<BareMeasurement> StartAsync(Azurite azurite, Func<HttpRequestMessage> call)
    {
        var client = new TableClient(azurite.ConnectionString, TableName);
        await client.CreateIfNotExistsAsync();
        return new BareMeasurement(new AzureTable(client), call);
    }

    public async Task<double> CallsAsync(int calls)
    {
        var watch = Stopwatch.StartNew();
        for (var made = 0; made < calls; made++)
        {
            using var request = call();
            using var answer = await http.SendAsync(request);
            await answer.EnsureSuccessStatusCode().Content.LoadIntoBufferAsync();
        }

        return watch.Elapsed.TotalSeconds;
    }

    /// <param name="transactions">By the bytes of their rows.</param>
    public async Task<double> WritesAsync(IReadOnlyList<IReadOnlyList<int>> transactions)
    {
        var partition = string.Create(CultureInfo.InvariantCulture, $"p{partitions++}");
        var sequence = 0;
        var watch = Stopwatch.StartNew();
        foreach (var transaction in transactions)
        {
            await table.SubmitAsync(partition, [.. transaction.Select(length => Row(sequence++, length))], default);
        }

        return watch.Elapsed.TotalSeconds;
    }

    public void Dispose() => http.Dispose();

    private static RowWrite Row(int number, int length) =>
        RowWrite.Insert(string.Create(CultureInfo.InvariantCulture, $"r{number:x8}"), number, new byte[length]);
}
