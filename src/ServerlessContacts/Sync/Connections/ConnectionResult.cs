using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Connections;

/// <summary>What became of a request about a connection.</summary>
public abstract record ConnectionResult
{
    private ConnectionResult()
    {
    }

    /// <param name="Connection">As it is stored now.</param>
    /// <param name="AuthorizeUrl">Where its owner signs in, if a sign-in was begun.</param>
    public sealed record Saved(StoredConnection Connection, string? AuthorizeUrl = null) : ConnectionResult
    {
        /// <summary>The address holds the state.</summary>
        public override string ToString() => $"{nameof(Saved)} {Connection.Key}";
    }

    public sealed record Deleted : ConnectionResult;

    public sealed record NotFound : ConnectionResult;

    /// <summary>It has changed since the caller saw it.</summary>
    public sealed record Stale : ConnectionResult;

    public sealed record Invalid(IReadOnlyList<FieldProblem> Problems) : ConnectionResult;

    /// <summary>The member, or all members of the tenant, have as many as they may.</summary>
    public sealed record QuotaReached(int Most) : ConnectionResult;

    /// <summary>The idempotency key stood for another request.</summary>
    public sealed record KeyReused : ConnectionResult;

    /// <summary>The sign-in came to nothing; one of <see cref="ConnectionProblems"/>.</summary>
    public sealed record Refused(ConnectionProblem Problem) : ConnectionResult;

    /// <summary>The provider does not answer; the same may be tried again from the beginning.</summary>
    public sealed record Unavailable : ConnectionResult;
}
