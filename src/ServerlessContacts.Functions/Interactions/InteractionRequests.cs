using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;

namespace ServerlessContacts.Functions.Interactions;

/// <summary>Reads <c>POST /api/interactions</c>:
/// <c>{kind: call|message, contact|number, member?, group?, externalId?, at?}</c>.</summary>
internal static class InteractionRequests
{
    private const int MostText = 200;

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);

    public static async Task<InteractionReport> ReadAsync(RequestContext context, DateTimeOffset now)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "kind", "contact", "number", "member", "group", "externalId", "at");
        var (contact, number) = (Text(body, "contact"), Text(body, "number"));
        if (contact is null == number is null)
        {
            throw Query.Wrong("contact", "required", "Expected either contact or number.");
        }

        return new InteractionReport(Kinds(body), contact, number, Text(body, "member"), Time(body, now))
        {
            Group = Text(body, "group"),
            ExternalId = Text(body, "externalId"),
            IdempotencyKey = Preconditions.IdempotencyKey(context.Request),
        };
    }

    private static InteractionKind Kinds(JsonObject body) => Text(body, "kind") switch
    {
        "call" => InteractionKind.Call,
        "message" => InteractionKind.Message,
        null => throw Query.Wrong("kind", "required", "Expected a value."),
        _ => throw Query.Wrong("kind", "choice-invalid", "Expected call or message."),
    };

    private static DateTimeOffset Time(JsonObject body, DateTimeOffset now)
    {
        if (Text(body, "at") is not { } text)
        {
            return now;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at <= now + MostAhead && at.Year >= 2000
                ? at
                : throw Query.Wrong("at", "time-invalid", "Expected a time in RFC 3339 that is not in the future.");
    }

    private static string? Text(JsonObject body, string name) => RequestBody.Text(body, name) switch
    {
        null or "" => null,
        { Length: <= MostText } text => text,
        _ => throw Query.Wrong(name, "too-long", $"Expected at most {MostText} characters."),
    };
}
