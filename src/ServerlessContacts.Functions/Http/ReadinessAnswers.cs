using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Http;

/// <summary>Readiness in words: which part answers how, and nothing of where it is.</summary>
internal static class ReadinessAnswers
{
    public static IResult Of(StorageReport report) => report.IsReady
        ? Results.Json(new { status = "ready", parts = Parts(report) })
        : Problems.NotReady(Parts(report));

    private static object Parts(StorageReport report) => new { tables = Part(report.Tables), blobs = Part(report.Blobs), queues = Part(report.Queues) };

    private static object Part(PartStatus status) => new { status = JsonNamingPolicy.CamelCase.ConvertName(status.ToString()) };
}
