using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>
/// The contacts that answers have shown lately, read from what the index keeps of them: with each letter that somebody types, mostly the same ones are shown. Those of two
/// generations are kept; when the younger is full it becomes the older, and what was not asked for since goes.
/// </summary>
internal sealed class ShownContacts
{
    /// <summary>Of about five kilobytes each.</summary>
    private const int MostOfGeneration = 8192;

    private volatile ConcurrentDictionary<Place, ShownContact> younger = [];
    private volatile ConcurrentDictionary<Place, ShownContact> older = [];

    public ShownContact Of(IndexVersion index, Hit hit)
    {
        var place = new Place(index.HolderOf(hit), hit.Document);
        if (younger.TryGetValue(place, out var shown))
        {
            return shown;
        }

        shown = older.TryGetValue(place, out var known) ? known : new ShownContact(DocumentPayload.Read(index.KeyOf(hit), index.PayloadOf(hit)));
        Keep(place, shown);
        return shown;
    }

    /// <summary>Threads that do this at the same time may begin two generations, which costs a little time and nothing else.</summary>
    private void Keep(Place place, ShownContact shown)
    {
        if (younger.Count >= MostOfGeneration)
        {
            older = younger;
            younger = [];
        }

        younger.TryAdd(place, shown);
    }

    /// <summary>A document never changes where it is held.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(object Holder, int Document);
}

/// <summary>A contact, and what is looked through to highlight it.</summary>
internal sealed class ShownContact(ContactDocument document)
{
    private IReadOnlyList<FoldedLine>? lines;

    public ContactDocument Document => document;

    /// <summary>Made when a query first asks for highlights; by two at the same time, both make the same.</summary>
    public IReadOnlyList<FoldedLine> Lines => lines ??= FoldedLine.Of(document.Record.Contact);
}
