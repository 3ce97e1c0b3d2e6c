using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using ServerlessContacts.Simulators;
using ServerlessContacts.Store.Blobs;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>What all lives share: an emulator, the keys of secrets, and the processes that sync.</summary>
internal sealed class SequenceStage : IAsyncDisposable
{
    private readonly Azurite azurite;
    private readonly WorkerProgram program;
    private readonly DirectoryInfo keys;

    private SequenceStage(Azurite azurite, WorkerProgram program, DirectoryInfo keys)
    {
        (this.azurite, this.program, this.keys) = (azurite, program, keys);
        Keys = DataProtectionProvider.Create(keys);
        Workers = new WorkerPool(program, azurite.ConnectionString, keys.FullName);
    }

    public string Storage => azurite.ConnectionString;

    public IDataProtectionProvider Keys { get; }

    public WorkerPool Workers { get; }

    /// <summary>A picture of nobody.</summary>
    public byte[] Portrait { get; } = Read("portrait.jpg");

    public static async Task<SequenceStage> StartAsync()
    {
        var stage = new SequenceStage(
            await Azurite.StartAsync(), await WorkerProgram.MakeAsync(), System.IO.Directory.CreateTempSubdirectory("sequences-"));
        await new BlobContainerClient(stage.Storage, Photos.Need.Name).CreateAsync();
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await Workers.DisposeAsync();
        await azurite.DisposeAsync();
        program.Dispose();
        keys.Delete(recursive: true);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(SampleProvider).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
