namespace ServerlessContacts.Search.Index;

/// <summary>How much of a section somebody sees.</summary>
internal enum SectionSight
{
    None,

    /// <summary>So little that each document of it is known.</summary>
    Few,
    Some,

    /// <summary>So much that each document is known that is not in sight.</summary>
    Most,
    All,
}

/// <param name="Documents">Those in sight if they are few; those that are not if these are few.</param>
/// <param name="Sketch">Of the few in sight.</param>
internal readonly record struct SectionView(SectionSight Sight, int[] Documents, TextSketch? Sketch = null);

/// <summary>What a viewer sees and prefers of a segment.</summary>
internal sealed class SegmentView
{
    public required Segment Segment { get; init; }

    public required SectionView[] Sections { get; init; }

    /// <summary>A bit for each document in sight.</summary>
    public required ulong[] Visible { get; init; }

    /// <summary>The preferred documents in sight, the most preferred first, each with its rank.</summary>
    public required (int Document, int Rank)[] Preferred { get; init; }

    public required TextSketch PreferredSketch { get; init; }

    public bool Sees(int document) => Bitmap.Contains(Visible, document);
}
