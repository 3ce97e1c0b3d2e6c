namespace ServerlessContacts.Search.Index;

/// <summary>Orders occurrences by their next character and leaves those of one character in their order; those that end there drop out.</summary>
internal sealed class LabelSort
{
    private readonly int[] counts = new int[char.MaxValue + 1];
    private readonly List<char> labels = [];

    public (char Label, int Count)[] Sort(ReadOnlySpan<Occurrence> group, Span<Occurrence> sorted)
    {
        Count(group);
        labels.Sort();
        var groups = new (char, int)[labels.Count];
        var next = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            var count = counts[labels[i]];
            groups[i] = (labels[i], count);
            counts[labels[i]] = next;
            next += count;
        }

        Place(group, sorted);
        foreach (var label in labels)
        {
            counts[label] = 0;
        }

        labels.Clear();
        return groups;
    }

    private void Count(ReadOnlySpan<Occurrence> group)
    {
        foreach (ref readonly var occurrence in group)
        {
            if (occurrence.Label != GramText.End && counts[occurrence.Label]++ == 0)
            {
                labels.Add(occurrence.Label);
            }
        }
    }

    private void Place(ReadOnlySpan<Occurrence> group, Span<Occurrence> sorted)
    {
        foreach (ref readonly var occurrence in group)
        {
            if (occurrence.Label != GramText.End)
            {
                sorted[counts[occurrence.Label]++] = occurrence.Advanced();
            }
        }
    }
}
