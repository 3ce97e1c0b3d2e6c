using System.Collections.Frozen;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Who asks: what they see, and what they prefer. What that comes to in a segment is worked out once and kept with the viewer for as long as the segment is
/// searched, about a bit per document at most; so keep viewers of members who search often, and let go of the others.
/// </summary>
public sealed class Viewer
{
    /// <summary>Of so many segments views are kept; more than are searched together.</summary>
    private const int MaxViews = 64;

    private readonly BookSet books;
    private readonly FrozenSet<string> followed;
    private readonly FrozenDictionary<string, int> preferred;
    private SegmentView[] views = [];

    /// <param name="followed">Keys of documents that are seen whatever their books.</param>
    /// <param name="preferred">Keys in the order in which they come first within their class.</param>
    public Viewer(BookSet books, IReadOnlyList<string> followed, IReadOnlyList<string> preferred)
    {
        this.books = books;
        this.followed = followed.ToFrozenSet(StringComparer.Ordinal);
        Preferred = [.. preferred.Distinct(StringComparer.Ordinal)];
        this.preferred = Preferred.Select(KeyValuePair.Create).ToFrozenDictionary(StringComparer.Ordinal);
    }

    internal IReadOnlyList<string> Preferred { get; }

    internal IEnumerable<string> Followed => followed;

    internal bool SeesBook(int book) => books.Contains(book);

    internal bool Sees(int book, string key) => books.Contains(book) || followed.Contains(key);

    internal int RankOf(string key) => preferred.GetValueOrDefault(key, Hit.NotPreferred);

    internal SegmentView In(Segment segment)
    {
        foreach (var view in Volatile.Read(ref views))
        {
            if (ReferenceEquals(view.Segment, segment))
            {
                return view;
            }
        }

        return Keep(new SegmentViewBuilder(this, segment).Build());
    }

    /// <summary>The newest first. Of two threads that keep one at the same time, one's is worked out again.</summary>
    private SegmentView Keep(SegmentView view)
    {
        var known = Volatile.Read(ref views);
        Volatile.Write(ref views, [view, .. known.Take(MaxViews - 1)]);
        return view;
    }
}
