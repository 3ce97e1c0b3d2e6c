namespace ServerlessContacts.Search.Index;

/// <summary>A place in the text of a document where grams begin.</summary>
internal readonly record struct Occurrence(int Document, int At);
