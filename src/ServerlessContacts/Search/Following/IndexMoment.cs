using ServerlessContacts.Search.Index;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>An index as far as its partitions were read. Immutable: readers hold one while the next is made.</summary>
internal sealed record IndexMoment(IndexVersion Index, Positions Positions, SectionNumbers Sections, Preferences Preferences)
{
    public static readonly IndexMoment Empty = new(IndexVersion.Empty, Positions.None, SectionNumbers.None, Preferences.None);
}
