using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>All that is stored, entities and blobs alike.</summary>
internal static class Everywhere
{
    /// <summary>Where a mark is: in keys or data of an entity, decompressed where it is a change, or in the name or bytes of a blob, in any of two encodings.</summary>
    public static async Task<List<(string Place, string Mark)>> TracesAsync(ServiceHost host, string storage, IReadOnlyList<string> marks)
    {
        var places = new List<(string Place, string Text)>();
        await foreach (var entity in new TableClient(storage, StoreRegistration.TableName).QueryAsync<TableEntity>())
        {
            places.Add(($"{entity.PartitionKey} {entity.RowKey}", $"{entity.PartitionKey} {entity.RowKey} {Text(entity)}"));
        }

        foreach (var need in host.Services.GetServices<StorageNeed>().Where(need => need.Kind == StorageKind.Container).Distinct())
        {
            var container = new BlobContainerClient(storage, need.Name);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default))
            {
                var bytes = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                places.Add(($"{need.Name}/{blob.Name}", $"{blob.Name} {Encoding.UTF8.GetString(bytes)} {Encoding.Unicode.GetString(bytes)}"));
            }
        }

        return [.. from place in places from mark in marks where place.Text.Contains(mark, StringComparison.OrdinalIgnoreCase) orderby place.Place, mark select (place.Place, mark)];
    }

    private static string Text(TableEntity entity)
    {
        var data = new MemoryStream();
        for (var part = 0; entity.TryGetValue(part == 0 ? "D" : string.Create(CultureInfo.InvariantCulture, $"D{part}"), out var value); part++)
        {
            data.Write(value as byte[] ?? ((BinaryData)value).ToArray());
        }

        data.Position = 0;
        using var reader = new StreamReader(entity.RowKey.StartsWith("z~", StringComparison.Ordinal) ? new BrotliStream(data, CompressionMode.Decompress) : data);
        return reader.ReadToEnd();
    }
}
