using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>Offers so few matches that their classes are sooner read from their texts than found by lists.</summary>
internal readonly ref struct ReadWalk(SearchContext context, SearchedSegment searched)
{
    public const int Most = 16;

    private readonly SearchContext context = context;
    private readonly SectionWalk walk = new(context, searched);

    /// <param name="documents">In sight, alive and ascending.</param>
    public void Run(ReadOnlySpan<int> documents)
    {
        if (context.Scratch.Sections.Count == 0)
        {
            return;
        }

        Span<HitClass> classes = stackalloc HitClass[Most];
        for (var i = 0; i < documents.Length; i++)
        {
            classes[i] = context.Scratch.Terms.ClassOf(searched.Segment.RecordOf(documents[i]).Names);
        }

        for (var hitClass = HitClass.WholeName; hitClass <= HitClass.Elsewhere; hitClass++)
        {
            walk.OfferPreferred(hitClass);
            foreach (ref readonly var section in CollectionsMarshal.AsSpan(context.Scratch.Sections))
            {
                Offer(hitClass, section, documents, classes);
            }
        }
    }

    private void Offer(HitClass hitClass, in SectionRange section, ReadOnlySpan<int> documents, ReadOnlySpan<HitClass> classes)
    {
        if (!section.Hits.Wants(hitClass))
        {
            return;
        }

        var (kept, start) = (0, walk.Start(hitClass, section));
        Span<int> chosen = stackalloc int[Most];
        for (var i = 0; i < documents.Length; i++)
        {
            chosen[kept] = documents[i];
            kept += classes[i] == hitClass && documents[i] >= start && documents[i] < section.To ? 1 : 0;
        }

        walk.Offer(hitClass, section, chosen[..context.Scratch.Preferred.Drop(chosen[..kept])]);
    }
}
