namespace ServerlessContacts.Search;

/// <summary>The matches of one section: all counted, and the first of those after a position.</summary>
internal sealed class SectionHits
{
    private readonly BestOf<Candidate>? best;
    private readonly SectionPosition? after;

    private SectionHits(BestOf<Candidate>? best, SectionPosition? after) => (this.best, this.after) = (best, after);

    public int Total { get; private set; }

    public bool HasMore => best?.HasMore ?? false;

    public static SectionHits First(int limit) => new(new BestOf<Candidate>(limit, CandidateOrder.Instance), null);

    public static SectionHits After(SectionPosition after, int limit) => new(new BestOf<Candidate>(limit, CandidateOrder.Instance), after);

    /// <summary>A section that has shown all it had and is counted only.</summary>
    public static SectionHits Finished() => new(null, null);

    public void Add(Candidate candidate)
    {
        Total++;
        if (after is null || after.IsBefore(candidate))
        {
            best?.Offer(candidate);
        }
    }

    public IReadOnlyList<Candidate> Items() => best?.Sorted() ?? [];
}
