using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.Backup;

/// <summary>Reads the records of a file, and whether they are those that were written.</summary>
internal static class RecordReader
{
    /// <summary>An entity with its keys; whatever claims to be longer is damaged.</summary>
    private const int MostBytes = StoreLimits.BytesPerEntity + (16 * 1024);

    /// <summary>The records of a file that was verified.</summary>
    public static IAsyncEnumerable<BackupRecord> ReadAsync(
        IBlobContainer files, string backup, BackupFile file, CancellationToken cancellationToken) =>
        BytesAsync(files, backup, file, cancellationToken).Select(BackupRecord.Read);

    /// <summary>Reads all of a file.</summary>
    /// <exception cref="InvalidDataException">The file is missing or not what was written.</exception>
    public static async Task VerifyAsync(IBlobContainer files, string backup, BackupFile file, CancellationToken cancellationToken)
    {
        await foreach (var _ in BytesAsync(files, backup, file, cancellationToken))
        {
            // Each adds to the hash, which is compared at the end.
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> BytesAsync(
        IBlobContainer files, string backup, BackupFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await files.DownloadAsync(BackupManifest.NameOf(backup, file.Name), cancellationToken)
            ?? throw Damaged(file);
        await using var records = new BrotliStream(content.Stream, CompressionMode.Decompress);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[sizeof(int)];
        for (var number = 0L; number < file.Records; number++)
        {
            await FillAsync(records, length, hash, file, cancellationToken);
            var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(length) is > 0 and < MostBytes and var size ? size : throw Damaged(file)];
            await FillAsync(records, bytes, hash, file, cancellationToken);
            yield return bytes;
        }

        if (await ReadAsync(records, length, file, cancellationToken) != 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Hash)
        {
            throw Damaged(file);
        }
    }

    private static async Task FillAsync(Stream records, byte[] bytes, IncrementalHash hash, BackupFile file, CancellationToken cancellationToken)
    {
        if (await ReadAsync(records, bytes, file, cancellationToken) < bytes.Length)
        {
            throw Damaged(file);
        }

        hash.AppendData(bytes);
    }

    private static async Task<int> ReadAsync(Stream records, byte[] bytes, BackupFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await records.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // What Brotli says of bytes that it has not written.
            throw Damaged(file);
        }
    }

    private static InvalidDataException Damaged(BackupFile file) => new($"The file {file.Name} is missing or not what was written.");
}
