namespace ServerlessContacts.Search;

/// <summary>A match on its way into a section.</summary>
internal readonly record struct Candidate(MatchClass Class, SearchDocument Document);

internal sealed class CandidateOrder : IComparer<Candidate>
{
    public static readonly CandidateOrder Instance = new();

    public int Compare(Candidate x, Candidate y) =>
        x.Class != y.Class ? x.Class.CompareTo(y.Class) : NameOrder.Instance.Compare(x.Document, y.Document);
}
