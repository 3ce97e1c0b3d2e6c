namespace ServerlessContacts.Search.Index;

/// <summary>The documents that a query finds in a segment or a section of it, and those of them that rank higher.</summary>
/// <param name="Documents">Every match; of those that are not in sight some may be missing.</param>
/// <param name="NamePrefix">Matches of which each word begins a word of a name.</param>
/// <param name="Whole">Documents among which are those that the query is the whole name of.</param>
internal readonly record struct Matches(DocumentSet Documents, DocumentSet NamePrefix, DocumentSet Whole);
