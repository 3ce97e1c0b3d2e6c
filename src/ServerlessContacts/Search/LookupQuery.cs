using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>Who calls from this number?</summary>
public sealed record LookupQuery
{
    /// <summary>In any writing.</summary>
    public required string Number { get; init; }

    /// <summary>Knows how the tenant's country dials.</summary>
    public required PhoneParser Parser { get; init; }

    /// <summary>The version that the answer must hold at least.</summary>
    public Positions? AtLeast { get; init; }
}

/// <summary>How surely a contact has the number, the surest first.</summary>
public enum LookupCertainty
{
    None,

    /// <summary>The same number in E.164.</summary>
    International,

    /// <summary>The same digits as it was written or as it is dialled at home.</summary>
    National,

    /// <summary>The longest common end, of at least seven digits.</summary>
    Suffix,
}

/// <summary>The best contact for a number: personal before shared before member, then by name.</summary>
/// <param name="Others">Those that match as surely as <see cref="Match"/> does, in the same order; at most <see cref="MaxOthers"/>.</param>
public sealed record LookupAnswer(LookupCertainty Certainty, ContactDocument? Match, IReadOnlyList<ContactDocument> Others, Positions Version)
{
    public const int MaxOthers = 20;
}
