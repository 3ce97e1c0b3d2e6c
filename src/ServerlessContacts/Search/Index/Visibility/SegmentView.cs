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
internal readonly record struct SectionView(SectionSight Sight, int[] Documents);

/// <summary>What a viewer sees and prefers of a segment.</summary>
internal sealed class SegmentView
{
    public required Segment Segment { get; init; }

    public required SectionView[] Sections { get; init; }

    /// <summary>A bit for each document in sight.</summary>
    public required ulong[] Visible { get; init; }

    public required PreferredDocuments Preferred { get; init; }

    public bool Sees(int document) => Bitmap.Contains(Visible, document);
}
