using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Who asks: what they see, and what they prefer. What that comes to in a segment is worked out once and kept with the viewer for as long as the segment is
/// searched: about a bit per document, and a hundred bytes for each that is preferred or one of few that are seen of a section; so keep viewers of members who search often, and let go of the others.
/// </summary>
public sealed class Viewer
{
    private readonly BookSet books;
    private readonly FrozenSet<string> followed;
    private readonly FrozenDictionary<string, int> preferred;
    private readonly ConditionalWeakTable<Segment, SegmentView> views = [];

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

    internal SegmentView In(Segment segment) => views.TryGetValue(segment, out var view) ? view : Keep(segment);

    private SegmentView Keep(Segment segment) => views.GetValue(segment, added => new SegmentViewBuilder(this, added).Build());
}
