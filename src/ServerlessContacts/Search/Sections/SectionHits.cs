namespace ServerlessContacts.Search;

/// <summary>The matches of one section: all counted, and the first of those after a position.</summary>
internal sealed class SectionHits
{
    private readonly BestOf<Candidate>? best;
    private readonly SectionPosition? after;
    private PartitionSnapshot? current;
    private MatchClass? tooLate;

    private SectionHits(BestOf<Candidate>? best, SectionPosition? after) => (this.best, this.after) = (best, after);

    public int Total { get; private set; }

    public bool HasMore => best?.HasMore ?? false;

    public static SectionHits First(int limit) => new(new BestOf<Candidate>(limit, CandidateOrder.Instance), null);

    public static SectionHits After(SectionPosition after, int limit) => new(new BestOf<Candidate>(limit, CandidateOrder.Instance), after);

    /// <summary>A section that has shown all it had and is counted only.</summary>
    public static SectionHits Finished() => new(null, null);

    /// <summary>Candidates of one snapshot come by name, so that after one that is too late all of its class are.</summary>
    public void Add(PartitionSnapshot snapshot, Candidate candidate)
    {
        Total++;
        if (!ReferenceEquals(snapshot, current))
        {
            (current, tooLate) = (snapshot, null);
        }

        if (best is null || candidate.Class >= tooLate || (after is not null && !after.IsBefore(candidate)))
        {
            return;
        }

        if (!best.Offer(candidate))
        {
            tooLate = candidate.Class;
        }
    }

    public IReadOnlyList<Candidate> Items() => best?.Sorted() ?? [];
}
