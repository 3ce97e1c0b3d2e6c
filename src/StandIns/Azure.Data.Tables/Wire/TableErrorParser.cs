using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads the service's error document; that of a transaction begins with the failed action ("2:The update condition …").</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public const string FailedEntity = "FailedEntity";

    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (!TryReadError(response.Content, out var code, out var message))
            return false;
        data = new Dictionary<string, string>(StringComparer.Ordinal);
        if (FailedIndex(message) is { } index)
        {
            data[FailedEntity] = index.ToString(CultureInfo.InvariantCulture);
            message += $"\nThe index of the failed action is in {nameof(TableTransactionFailedException.FailedTransactionActionIndex)}.";
        }

        error = new ResponseError(code, message);
        return true;
    }

    private static bool TryReadError(BinaryData content, out string? code, out string? message)
    {
        code = message = null;
        try
        {
            using var document = JsonDocument.Parse(content);
            if (!document.RootElement.TryGetProperty("odata.error", out var error))
                return false;
            code = error.GetProperty("code").GetString();
            message = error.GetProperty("message").GetProperty("value").GetString();
            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Some refusals, such as a proxy's, are another document or none; the status says what there is to say.
            return false;
        }
    }

    private static int? FailedIndex(string? message)
    {
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var start = message.AsSpan(0, Math.Max(colon, 0));
        return int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}
