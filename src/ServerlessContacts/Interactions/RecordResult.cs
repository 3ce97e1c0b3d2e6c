using ServerlessContacts.Contacts;

namespace ServerlessContacts.Interactions;

/// <summary>What became of a report.</summary>
public abstract record RecordResult
{
    private RecordResult()
    {
    }

    /// <summary>Stored, now or by an earlier call of the same name.</summary>
    public sealed record Recorded(Interaction Interaction) : RecordResult;

    public sealed record Invalid(FieldProblem Problem) : RecordResult;

    public sealed record PermissionMissing(string Permission) : RecordResult;

    /// <summary>The caller's name for the request stood for another one.</summary>
    public sealed record NameReused : RecordResult;
}
