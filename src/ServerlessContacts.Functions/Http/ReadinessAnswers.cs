using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Backup;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Http;

/// <summary>Readiness in words: which part answers how, and nothing of where it is.</summary>
internal static class ReadinessAnswers
{
    /// <param name="report">How storage answered.</param>
    /// <param name="backups">The account of backups, which is not asked: without it, as with it, the service does its work.</param>
    public static IResult Of(StorageReport report, BackupAccount backups) => report.IsReady
        ? Results.Json(new { status = "ready", backups = backups.Files is null ? "none" : "configured", parts = Parts(report) })
        : Problems.NotReady(Parts(report));

    private static object Parts(StorageReport report) => new { tables = Part(report.Tables), blobs = Part(report.Blobs), queues = Part(report.Queues) };

    private static object Part(PartStatus status) => new { status = JsonNamingPolicy.CamelCase.ConvertName(status.ToString()) };
}
