using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Backup;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Service;

/// <summary>Readiness in words: which part answers how, and nothing of where it is.</summary>
internal static class ReadinessResponses
{
    /// <param name="report">How storage answered.</param>
    /// <param name="backups">The account of backups, which is not asked: without it, as with it, the service does its work.</param>
    /// <param name="vault">How the vault with the key of secrets answered; null where there is none.</param>
    public static IResult Of(StorageReport report, BackupAccount backups, PartStatus? vault)
    {
        var parts = new JsonObject { ["tables"] = Part(report.Tables), ["blobs"] = Part(report.Blobs), ["queues"] = Part(report.Queues) };
        if (vault is { } status)
        {
            parts["vault"] = Part(PartReport.Of(status));
        }

        return report.IsReady && (vault ?? PartStatus.Ok) == PartStatus.Ok
            ? Results.Json(
                new JsonObject { ["status"] = "ready", ["backups"] = backups.Files is null ? "none" : "configured", ["parts"] = parts })
            : Problems.NotReady(parts);
    }

    private static JsonObject Part(PartReport part)
    {
        var view = new JsonObject { ["status"] = JsonNamingPolicy.CamelCase.ConvertName(part.Status.ToString()) };
        if (part.Missing.Count > 0)
        {
            view["missing"] = new JsonArray([.. part.Missing.Select(name => JsonValue.Create(name))]);
        }

        return view;
    }
}
