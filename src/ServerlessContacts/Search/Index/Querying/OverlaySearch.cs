namespace ServerlessContacts.Search.Index;

/// <summary>Reads each of the few documents that were written since the segments were built.</summary>
internal static class OverlaySearch
{
    public static void Run(in SearchContext context, int source)
    {
        var version = context.Versions[source];
        for (var i = 0; i < version.Overlay.Length; i++)
        {
            var document = version.Overlay[i];
            if (context.Viewer.Sees(document.Book, document.Key) && context.Scratch.Terms.AreIn(document.Record.Text))
            {
                Add(context, document, new Hit(source, version.Segments.Length, i, context.Scratch.Terms.ClassOf(document.Record.Names), context.Viewer.RankOf(document.Key)));
            }
        }
    }

    private static void Add(in SearchContext context, OverlayDocument document, in Hit hit)
    {
        var hits = context.Answer.For(document.Section, context.Query);
        hits.Total++;
        if (hits.IsShown && HitOrder.IsPast(hits.After, hit.Class, hit.Preferred, document.Rank))
        {
            hits.OfferAnywhere(hit, context.Versions);
        }
    }
}
