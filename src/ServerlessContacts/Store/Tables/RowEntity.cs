using System.Globalization;
using Azure.Data.Tables;

namespace ServerlessContacts.Store.Tables;

/// <summary>A row's form as a table entity: its data in binary properties <c>D</c>, <c>D1</c>, <c>D2</c> … of at most 64 KiB, its sequence in <c>S</c>.</summary>
internal static class RowEntity
{
    private const string SequenceName = "S";
    private const string LengthName = "L";
    private const string DataName = "D";

    public static TableEntity Write(string partitionKey, in RowWrite row)
    {
        var entity = new TableEntity(StoreLimits.RequireKey(partitionKey), StoreLimits.RequireKey(row.RowKey)) { ETag = row.ETag };
        if (row.Action == RowAction.Delete)
        {
            return entity;
        }

        entity[SequenceName] = row.Sequence;
        var chunks = 0;
        for (var rest = row.Data; chunks == 0 || rest.Length > 0; chunks++)
        {
            var chunk = rest[..Math.Min(rest.Length, StoreLimits.BytesPerProperty)];
            entity[Name(chunks)] = new BinaryData(chunk);
            rest = rest[chunk.Length..];
        }

        if (chunks > 1)
        {
            entity[LengthName] = row.Data.Length;
        }

        return entity;
    }

    public static StoredRow Read(TableEntity entity) =>
        new(entity.RowKey, entity.ETag, entity.GetInt64(SequenceName) ?? 0, Data(entity));

    private static ReadOnlyMemory<byte> Data(TableEntity entity)
    {
        if (entity.GetInt32(LengthName) is not { } length)
        {
            return Chunk(entity, 0);
        }

        var data = new byte[length];
        for (int chunk = 0, at = 0; at < length; chunk++)
        {
            var part = Chunk(entity, chunk);
            part.CopyTo(data.AsMemory(at));
            at += part.Length;
        }

        return data;
    }

    private static ReadOnlyMemory<byte> Chunk(TableEntity entity, int chunk) =>
        entity.TryGetValue(Name(chunk), out var value) ? value switch
        {
            byte[] bytes => bytes,
            BinaryData data => data.ToMemory(),
            _ => throw new InvalidDataException($"Row {entity.RowKey} holds no binary data."),
        }
        : throw new InvalidDataException($"Row {entity.RowKey} lacks a part of its data.");

    private static string Name(int chunk) => chunk == 0 ? DataName : string.Create(CultureInfo.InvariantCulture, $"{DataName}{chunk}");
}
