using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Tests.Store.Before;

/// <summary>A row of <c>rows.jsonl</c>, as a version before stored it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Partition">Its partition's key.</param>
/// <param name="Row">Its own key.</param>
/// <param name="Sequence">The change that wrote it.</param>
/// <param name="Json">What it holds, where that is JSON.</param>
/// <param name="Bytes">What it holds, where that is none.</param>
/// <param name="Says">Of a change: what it said to the version that wrote it.</param>
public sealed record RowBefore(string Kind, string Partition, string Row, long Sequence, JsonNode? Json, byte[]? Bytes, JsonNode? Says)
{
    public ReadOnlyMemory<byte> Data => Bytes ?? JsonSerializer.SerializeToUtf8Bytes(Json);

    public StoredRow Stored => new(Row, default, Sequence, Data);

    public static IReadOnlyList<RowBefore> All() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Store", "Before", "rows.jsonl"))
        .Select(line => JsonSerializer.Deserialize<RowBefore>(line, JsonSerializerOptions.Web)!)];

    public static IReadOnlyList<RowBefore> All(string kind) => [.. All().Where(row => row.Kind == kind)];

    public static RowBefore One(string kind) => All(kind)[0];

    /// <summary>A table that holds them.</summary>
    public static async Task<MemoryTable> TableAsync(params IEnumerable<RowBefore> rows)
    {
        var table = new MemoryTable();
        foreach (var row in rows)
        {
            await table.SubmitAsync(row.Partition, [RowWrite.Put(row.Row, row.Sequence, row.Data)], default);
        }

        return table;
    }
}
