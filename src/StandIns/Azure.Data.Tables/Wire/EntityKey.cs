using System.Buffers;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>How an entity is named in an address: <c>table(PartitionKey='…',RowKey='…')</c>, a quote in a key being doubled.</summary>
internal static class EntityKey
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static string Path(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    public static void Write(IBufferWriter<byte> output, string partitionKey, string rowKey)
    {
        output.Write("(PartitionKey='"u8);
        Encoding.UTF8.GetBytes(Escape(partitionKey), output);
        output.Write("',RowKey='"u8);
        Encoding.UTF8.GetBytes(Escape(rowKey), output);
        output.Write("')"u8);
    }

    private static string Escape(string key) =>
        key.AsSpan().ContainsAnyExcept(Plain) ? Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal)) : key;
}
