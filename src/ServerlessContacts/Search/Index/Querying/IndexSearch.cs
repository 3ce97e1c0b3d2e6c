namespace ServerlessContacts.Search.Index;

/// <summary>
/// Answers queries over one or more versions of indexes. Takes no lock, and allocates nothing once it, the answer and the viewer have been used.
/// </summary>
public sealed class IndexSearch
{
    private readonly ScratchPool pool = new();

    public void Search(ReadOnlySpan<IndexVersion> versions, IndexQuery query, Viewer viewer, IndexAnswer answer)
    {
        var scratch = pool.Take();
        scratch.Terms.Prepare(query);
        answer.Begin();
        for (var source = 0; source < versions.Length; source++)
        {
            var segments = versions[source].Segments;
            for (var i = 0; i < segments.Length; i++)
            {
                scratch.Reset();
                var (segment, dead) = segments[i];
                new SegmentSearch(new SearchContext(versions, query, viewer, answer, scratch), new SearchedSegment(source, i, segment, viewer.In(segment), dead)).Run();
            }

            OverlaySearch.Run(new SearchContext(versions, query, viewer, answer, scratch), source);
        }

        answer.End();
        pool.GiveBack(scratch);
    }
}

/// <summary>What every stage of a query needs.</summary>
internal readonly ref struct SearchContext(ReadOnlySpan<IndexVersion> versions, IndexQuery query, Viewer viewer, IndexAnswer answer, QueryScratch scratch)
{
    public readonly ReadOnlySpan<IndexVersion> Versions = versions;

    public IndexQuery Query => query;

    public Viewer Viewer => viewer;

    public IndexAnswer Answer => answer;

    public QueryScratch Scratch => scratch;
}
