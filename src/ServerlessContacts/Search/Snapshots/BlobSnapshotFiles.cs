using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary><see cref="ISnapshotFiles"/> as block blobs: a new version is there whole or not at all.</summary>
public sealed class BlobSnapshotFiles(BlobServiceClient blobs) : ISnapshotFiles
{
    private const int NotFound = 404;

    /// <summary>Conflict, where there should be none, and precondition failed.</summary>
    private const int Exists = 409;
    private const int Replaced = 412;

    /// <summary>Large enough for a snapshot of a million contacts in some hundred requests, small enough to be sent again.</summary>
    private const int BlockBytes = 8 * 1024 * 1024;

    public async Task<StoredSnapshot?> OpenAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Blob(tenant).DownloadStreamingAsync(cancellationToken: cancellationToken);
            return new StoredSnapshot(answer.Value.Content, answer.Value.Details.ETag.ToString(), answer.Value.Details.LastModified);
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
    }

    public async Task<bool> ReplaceAsync(TenantId tenant, string? version, IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        var blob = Blob(tenant);
        var blocks = new List<string>();
        foreach (var block in parts.SelectMany(Blocks))
        {
            blocks.Add(BlockId(blocks.Count));
            MemoryMarshal.TryGetArray(block, out var bytes);
            using var content = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            await blob.StageBlockAsync(blocks[^1], content, cancellationToken: cancellationToken);
        }

        return await CommitAsync(blob, blocks, version, cancellationToken);
    }

    private static async Task<bool> CommitAsync(BlockBlobClient blob, List<string> blocks, string? version, CancellationToken cancellationToken)
    {
        var conditions = version is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(version) };
        try
        {
            await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { Conditions = conditions }, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is Exists or Replaced)
        {
            return false;
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(ReadOnlyMemory<byte> part)
    {
        for (; part.Length > 0; part = part[Math.Min(BlockBytes, part.Length)..])
        {
            yield return part[..Math.Min(BlockBytes, part.Length)];
        }
    }

    private BlockBlobClient Blob(TenantId tenant) => blobs.GetBlobContainerClient(SearchStorage.Snapshots).GetBlockBlobClient($"{tenant.Value}/contacts");

    private static string BlockId(int block) => Convert.ToBase64String(Encoding.ASCII.GetBytes(block.ToString("D8", CultureInfo.InvariantCulture)));
}
