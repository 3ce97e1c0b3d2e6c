using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Import;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>Files that the genuine worker imports, started by a blob, by a timer and by messages.</summary>
public sealed class ImportTests(WorkerFixture worker, ITestOutputHelper output) : WorkerTest(worker, output)
{
    [Fact]
    public async Task A_dropped_file_is_imported_when_its_event_comes()
    {
        var name = await DropAsync("event.csv");
        await Worker.Host.InvokeAsync("RegisterDroppedFile", TriggerData.Blob(ImportStorage.Dropped, name));
        await UntilImportedAsync("event.csv");
    }

    [Fact]
    public async Task A_dropped_file_whose_event_never_comes_is_imported_after_a_sweep()
    {
        await DropAsync("lost.csv");
        await Worker.Host.InvokeAsync("SweepImports", TriggerData.Timer);
        await UntilImportedAsync("lost.csv");
    }

    private async Task<string> DropAsync(string file)
    {
        var name = $"{WorkerStage.Tenant}/{file}";
        await Worker.Stage.Storage.Blobs.GetBlobContainerClient(ImportStorage.Dropped)
            .UploadBlobAsync(name, BinaryData.FromString($"name,email\n{file},{file}@example.com\n"));
        return name;
    }

    private async Task UntilImportedAsync(string file)
    {
        JsonObject? import = null;
        await StorageHost.UntilAsync(async () =>
        {
            await HandleMessagesAsync();
            var imports = (await Worker.Administrator.GetAsync("imports")).Json().List("items");
            import = imports.SingleOrDefault(import => import.Text("file") == file);
            return import?.Text("status") is not (null or "queued" or "running");
        });
        Assert.Equal(("done", 1), (import!.Text("status"), import!["rows"]!.Number("created")));
    }

    /// <summary>What the host does with messages: it hands each over and deletes it when the function is through with it.</summary>
    private async Task HandleMessagesAsync()
    {
        var queue = Worker.Stage.Storage.Queues.GetQueueClient(ImportStorage.Queue);
        foreach (var message in (await queue.ReceiveMessagesAsync(maxMessages: 8)).Value)
        {
            await Worker.Host.InvokeAsync("RunImport", TriggerData.Message(message.MessageText));
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }
}
