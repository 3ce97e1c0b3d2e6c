namespace ServerlessContacts.Search.Index;

/// <summary>How much of a section somebody sees.</summary>
internal enum SectionSight
{
    None,
    Some,
    Few,
    All,
}

/// <param name="Few">The documents themselves where they are few.</param>
internal readonly record struct SectionView(SectionSight Sight, int[] Few);

/// <summary>What a viewer sees and prefers of a segment.</summary>
internal sealed class SegmentView
{
    public required Segment Segment { get; init; }

    public required SectionView[] Sections { get; init; }

    /// <summary>A bit for each document in sight.</summary>
    public required ulong[] Visible { get; init; }

    /// <summary>The preferred documents in sight, the most preferred first, each with its rank.</summary>
    public required (int Document, int Rank)[] Preferred { get; init; }

    /// <summary>Bits for the last six of the numbers of the preferred documents: most others need no search.</summary>
    public required ulong PreferredFilter { get; init; }

    /// <summary>The same, ascending.</summary>
    public required int[] PreferredDocuments { get; init; }

    public bool Sees(int document) => Bitmap.Contains(Visible, document);

    public bool Prefers(int document) => ((PreferredFilter >> (document & 63)) & 1) != 0 && PreferredDocuments.AsSpan().BinarySearch(document) >= 0;
}
