using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Backup;

/// <summary>Begins a backup when its time has come. One that is not whole yet has lost its message, or is worked on: it gets another, which is one too many at worst.</summary>
public sealed partial class BackupStart(ITable table, BackupAccount account, IWorkQueue<BackupMessage> queue, BackupSettings settings, TimeProvider time, ILogger<BackupStart> logger)
{
    private readonly BackupStore store = new(table);

    /// <summary>Where no account is set, nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (account.Files is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        var (progress, row) = await store.ReadAsync(cancellationToken);
        if (progress is not { Stage: not BackupStage.Whole } || progress.Started < now - settings.GiveUpAfter)
        {
            if (progress is { Stage: not BackupStage.Whole })
            {
                Log.GivenUp(logger, progress.Id);
            }

            progress = new BackupProgress(now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), now);
            if (await store.SaveAsync(row, progress, cancellationToken) is null)
            {
                return;
            }
        }

        await queue.SendAsync(new BackupMessage(progress.Id), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Backup {Backup} has not become whole in time and is given up; the next begins")]
        public static partial void GivenUp(ILogger logger, string backup);
    }
}
