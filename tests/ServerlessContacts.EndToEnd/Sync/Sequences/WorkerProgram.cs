using ServerlessContacts.EndToEnd.Infrastructure;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>
/// <see cref="SequenceWorker"/> in a folder of its own, with the Microsoft.Graph of the published package: a part of it that the package lacks and a sync needs is
/// missed here.
/// </summary>
internal sealed class WorkerProgram : IDisposable
{
    private const string Graph = "Microsoft.Graph.dll";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("worker-");

    private WorkerProgram()
    {
    }

    public string Path => System.IO.Path.Combine(folder.FullName, System.IO.Path.GetFileName(typeof(SequenceWorker).Assembly.Location));

    public static async Task<WorkerProgram> MakeAsync()
    {
        var published = new PublishedWorker();
        await published.InitializeAsync();
        var program = new WorkerProgram();
        foreach (var file in System.IO.Directory.GetFiles(AppContext.BaseDirectory))
        {
            var name = System.IO.Path.GetFileName(file);
            File.Copy(name == Graph ? System.IO.Path.Combine(published.Folder, Graph) : file, System.IO.Path.Combine(program.folder.FullName, name));
        }

        return program;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
