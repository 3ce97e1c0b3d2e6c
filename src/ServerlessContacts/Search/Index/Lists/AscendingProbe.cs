namespace ServerlessContacts.Search.Index;

/// <summary>Tells of ascending documents whether they are in a set, going through a list beside them rather than looking each up.</summary>
internal ref struct AscendingProbe
{
    private readonly OpenSet set;
    private readonly Span<int> chunk;
    private SetCursor cursor;
    private int next;
    private int filled;

    /// <param name="chunk">Room to read the set in.</param>
    public AscendingProbe(in OpenSet set, int from, int to, Span<int> chunk)
    {
        this.set = set;
        this.chunk = chunk;
        if (!IsLookedUp)
        {
            cursor = set.Between(from, to);
            filled = cursor.Fill(chunk);
        }
    }

    private readonly bool IsLookedUp => set.Count == 0 || set.Words.Length > 0 || set.IsAll;

    public bool Contains(int document)
    {
        if (IsLookedUp)
        {
            return set.Count > 0 && set.Contains(document);
        }

        while (next < filled && chunk[next] < document)
        {
            if (++next == filled)
            {
                (next, filled) = (0, cursor.Fill(chunk));
            }
        }

        return next < filled && chunk[next] == document;
    }
}
