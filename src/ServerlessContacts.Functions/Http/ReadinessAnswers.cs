using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Functions.Http;

/// <summary>Readiness in words: which part answers how, and nothing of where it is.</summary>
internal static class ReadinessAnswers
{
    public static IResult Of(StorageReport report) => Results.Json(
        new
        {
            status = report.IsReady ? "ready" : "notReady",
            parts = new { tables = Part(report.Tables), blobs = Part(report.Blobs), queues = Part(report.Queues) },
        },
        statusCode: report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static object Part(PartStatus status) => new { status = JsonNamingPolicy.CamelCase.ConvertName(status.ToString()) };
}
