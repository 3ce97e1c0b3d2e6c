using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

public enum SearchStatus
{
    Answered,

    /// <summary>The continuation is none that this query was given.</summary>
    BadContinuation,

    /// <summary>What the caller has seen already did not arrive here within the time allowed; the same call may be repeated.</summary>
    NotThereYet,
}

/// <summary>What became of a query.</summary>
public sealed record SearchResult<TAnswer>
    where TAnswer : class
{
    private readonly TAnswer? answer;

    private SearchResult(SearchStatus status, TAnswer? answer, Positions version) => (Status, this.answer, Version) = (status, answer, version);

    public SearchStatus Status { get; }

    /// <summary>What was looked at: nothing newer than this is missing from the answer for lack of time.</summary>
    public Positions Version { get; }

    /// <summary>How long it took to answer from what is in memory.</summary>
    public TimeSpan Took { get; init; }

    public bool IsAnswered => Status == SearchStatus.Answered;

    public TAnswer Answer => answer ?? throw new InvalidOperationException($"A query that ended as {Status} has no answer.");

    internal static SearchResult<TAnswer> Answered(TAnswer answer, Positions version) => new(SearchStatus.Answered, answer, version);

    internal static SearchResult<TAnswer> Failed(SearchStatus status, Positions version) => new(status, null, version);
}
