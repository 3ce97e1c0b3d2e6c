using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Http;

/// <summary>What requests about runs ask for.</summary>
internal static class RunRequest
{
    /// <summary>The caller's own name for the wish for a run, for each caller separately; null for none.</summary>
    public static string? Name(Session session) =>
        Conditions.IdempotencyKey(session.Request) is { } key ? $"{session.Caller.Actor}\n{key}" : null;

    public static async Task<Decision> DecisionAsync(Session session)
    {
        var body = await Body.ObjectAsync(session.Request);
        Body.DemandKnown(body, "decision");
        return Body.Text(body, "decision") switch
        {
            "apply" => Decision.Apply,
            "skip" => Decision.Skip,
            null => throw Query.Wrong("decision", "required", "Expected a value."),
            _ => throw Query.Wrong("decision", "choice-invalid", "Expected one of apply, skip."),
        };
    }
}
