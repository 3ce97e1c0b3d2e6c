using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Sync;

/// <summary>What requests about runs ask for.</summary>
internal static class RunRequest
{
    /// <summary>The caller's own name for the wish for a run, for each caller separately; null for none.</summary>
    public static string? Name(RequestContext context) =>
        Preconditions.IdempotencyKey(context.Request) is { } key ? $"{context.Caller.Actor}\n{key}" : null;

    public static async Task<Decision> DecisionAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "decision");
        return RequestBody.Text(body, "decision") switch
        {
            "apply" => Decision.Apply,
            "skip" => Decision.Skip,
            null => throw Query.Wrong("decision", "required", "Expected a value."),
            _ => throw Query.Wrong("decision", "choice-invalid", "Expected one of apply, skip."),
        };
    }
}
