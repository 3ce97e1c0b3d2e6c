namespace ServerlessContacts.Search.Index;

/// <summary>How near a match is to what was asked, the nearest first.</summary>
public enum HitClass
{
    /// <summary>The query is a whole name, blanks aside.</summary>
    WholeName,

    /// <summary>Each of its words begins a word of a name.</summary>
    NamePrefix,

    Elsewhere,
}
