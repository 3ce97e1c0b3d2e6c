namespace ServerlessContacts.Search.Index;

/// <summary>Orders occurrences by the character at a depth and leaves those of one character in their order; those that end there drop out.</summary>
internal sealed class LabelSort
{
    private readonly int[] counts = new int[char.MaxValue + 1];
    private readonly List<char> labels = [];
    private char[] labelOf = [];

    public (char Label, int Count)[] Sort(char[] text, ReadOnlySpan<Occurrence> group, Span<Occurrence> sorted, int depth)
    {
        Count(text, group, depth);
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

    private void Count(char[] text, ReadOnlySpan<Occurrence> group, int depth)
    {
        if (labelOf.Length < group.Length)
        {
            labelOf = new char[group.Length];
        }

        for (var i = 0; i < group.Length; i++)
        {
            var label = text[group[i].At + depth];
            labelOf[i] = label;
            if (label != GramText.End && counts[label]++ == 0)
            {
                labels.Add(label);
            }
        }
    }

    private void Place(ReadOnlySpan<Occurrence> group, Span<Occurrence> sorted)
    {
        for (var i = 0; i < group.Length; i++)
        {
            if (labelOf[i] != GramText.End)
            {
                sorted[counts[labelOf[i]]++] = group[i];
            }
        }
    }
}
