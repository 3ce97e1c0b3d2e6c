using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Backup;

/// <summary>Says once, when the service starts, that it makes no backups.</summary>
public sealed partial class BackupNotice(BackupAccount account, ILogger<BackupNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (account.Files is null)
        {
            Log.None(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No backups are made: neither Backup nor Backup__blobServiceUri is set")]
        public static partial void None(ILogger logger);
    }
}
