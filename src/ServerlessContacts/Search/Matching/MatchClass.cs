namespace ServerlessContacts.Search;

/// <summary>How near a match is to what was asked, the nearest first.</summary>
internal enum MatchClass
{
    WholeName,
    NamePrefix,
    Elsewhere,
}
