namespace ServerlessContacts.Search.Index;

/// <summary>What of a version is to become one segment.</summary>
internal sealed class MergePlan
{
    /// <summary>Every query reads the overlay, a twentieth of a microsecond a document.</summary>
    private const int MaxOverlay = 64;

    /// <summary>
    /// A segment is merged when what comes to it is an eighth of it, so that each document is built again about eight times for each time that the index grows
    /// eightfold, and there are few segments.
    /// </summary>
    private const int Growth = 8;

    /// <summary>One in so many may be dead before a segment is built again for that alone.</summary>
    private const int MaxDeadShare = 4;

    private readonly IndexVersion version;
    private readonly SegmentState[] segments;

    private MergePlan(IndexVersion version, SegmentState[] segments) => (this.version, this.segments) = (version, segments);

    public bool IsWorthwhile => segments.Length > 0 || version.Overlay.Length > MaxOverlay;

    public static MergePlan For(IndexVersion version)
    {
        var chosen = new List<SegmentState>();
        var total = version.Overlay.Length > MaxOverlay ? version.Overlay.Length : 0;
        foreach (var state in version.Segments.ToArray().OrderBy(state => state.Alive))
        {
            if (state.Alive <= (long)total * Growth || state.Dead.Count > state.Segment.Count / MaxDeadShare)
            {
                chosen.Add(state);
                total += state.Alive;
            }
        }

        return new MergePlan(version, [.. chosen]);
    }

    public Segment Build()
    {
        var builder = new SegmentBuilder();
        foreach (var state in segments)
        {
            state.AddTo(builder);
        }

        foreach (var document in version.Overlay)
        {
            document.AddTo(builder);
        }

        return builder.Build();
    }

    /// <summary>The latest version with the new segment in place of what went into it; what was changed meanwhile is dead in it, too.</summary>
    public IndexVersion Publish(Segment merged, IndexVersion latest)
    {
        var dead = DeadDocuments.None;
        foreach (var key in KeysChangedSince(latest))
        {
            dead = dead.With(merged.Find(key), merged.Count);
        }

        var kept = latest.Segments.ToArray().Where(state => !segments.Any(mine => ReferenceEquals(mine.Segment, state.Segment)));
        var written = latest.Overlay.ToArray().Except(version.Overlay.ToArray());
        return new IndexVersion([.. kept, .. merged.Count == 0 ? Array.Empty<SegmentState>() : [new SegmentState(merged, dead)]], [.. written]);
    }

    private IEnumerable<string> KeysChangedSince(IndexVersion latest)
    {
        foreach (var (segment, dead) in segments)
        {
            var now = latest.Segments.ToArray().Single(state => ReferenceEquals(state.Segment, segment)).Dead;
            for (var document = 0; now.Count > dead.Count && document < segment.Count; document++)
            {
                if (now.Contains(document) && !dead.Contains(document))
                {
                    yield return segment.KeyOf(document);
                }
            }
        }

        foreach (var document in version.Overlay.ToArray().Except(latest.Overlay.ToArray()))
        {
            yield return document.Key;
        }
    }
}
