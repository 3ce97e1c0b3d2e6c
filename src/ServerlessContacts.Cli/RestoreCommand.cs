using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Backup;
using ServerlessContacts.Backup.Restoring;
using ServerlessContacts.Import;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync;
using Spectre.Console;

namespace ServerlessContacts.Cli;

/// <summary>
/// Restores a backup into an empty account, or lists the backups. The accounts are named as the service's settings name them: <c>Backup</c> or <c>Backup__blobServiceUri</c>, and
/// <c>Storage</c> or <c>Storage__tableServiceUri</c> and its like, for the one that is restored into.
/// </summary>
internal sealed class RestoreCommand(IConfiguration configuration, IAnsiConsole console)
{
    /// <summary>Where nobody looks, lines may be as long as what they say.</summary>
    private const int UnseenWidth = 200;

    public async Task<int> RunAsync(RestoreArguments arguments)
    {
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = UnseenWidth;
        }

        await using var services = Services();
        if (services.GetRequiredService<BackupAccount>().Files is null)
        {
            throw new CommandException("Backup, or Backup__blobServiceUri, says where the backups are; neither is set.");
        }

        return arguments.Backup is { } backup
            ? await RestoreAsync(services, new RestoreRequest(backup, arguments.Tenant))
            : await ListAsync(services.GetRequiredService<Backups>());
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(configuration)
        .AddStore()
        .AddImport()
        .AddSync(configuration)
        .AddBackup()
        .BuildServiceProvider();

    private async Task<int> ListAsync(Backups backups)
    {
        var table = new Table().AddColumns("backup", "finished", "rows", "blobs");
        foreach (var backup in await backups.AllAsync(default))
        {
            table.AddRow(backup.Id, $"{backup.Finished:u}", Number(backup.Rows), Number(backup.Blobs.Sum(blobs => blobs.Files)));
        }

        console.Write(table);
        return ExitCodes.Done;
    }

    private async Task<int> RestoreAsync(IServiceProvider services, RestoreRequest request)
    {
        await services.GetRequiredService<StorageSetup>().EnsureAsync(default);
        var restore = services.GetRequiredService<Restore>();
        return Tell(await FollowAsync(progress => restore.RunAsync(request, progress, default)));
    }

    /// <summary>Shows a bar for each step while the work goes on.</summary>
    private Task<RestoreResult> FollowAsync(Func<IProgress<RestoreProgress>, Task<RestoreResult>> work) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async progress => await work(new Bars(new Dictionary<RestoreStep, ProgressTask>
        {
            [RestoreStep.Verify] = progress.AddTask("Verifying the files", maxValue: 1),
            [RestoreStep.Rows] = progress.AddTask("Restoring the rows", maxValue: 1),
            [RestoreStep.Blobs] = progress.AddTask("Restoring the blobs", maxValue: 1),
        })));

    private int Tell(RestoreResult result)
    {
        var text = result switch
        {
            RestoreResult.Restored restored => $"Backup {restored.Backup.Id} is restored: {Number(restored.Rows)} rows of {Number(restored.Partitions)} partitions, {Number(restored.Blobs)} blobs.",
            RestoreResult.NotFound => "There is no such backup that is whole.",
            RestoreResult.NoSuchTenant => "The backup has nothing of that tenant. Nothing was written.",
            RestoreResult.NotEmpty => "The table is not empty, and not from this restore. Nothing was written.",
            RestoreResult.Damaged damaged => $"{damaged.Reason} Nothing was written.",
            RestoreResult.OtherFormat other => $"The backup has format {other.Format}, this program reads format {BackupManifest.CurrentFormat}. Nothing was written.",
            _ => throw new InvalidOperationException($"A restore does not end as {result}."),
        };
        console.WriteLine(text);
        return result is RestoreResult.Restored ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>At once, not on another thread, so that the last report is not lost.</summary>
    private sealed class Bars(Dictionary<RestoreStep, ProgressTask> bars) : IProgress<RestoreProgress>
    {
        public void Report(RestoreProgress value)
        {
            bars[value.Step].IsIndeterminate = value.All == 0;
            bars[value.Step].Value = value.All == 0 ? 1 : (double)value.Done / value.All;
        }
    }
}
