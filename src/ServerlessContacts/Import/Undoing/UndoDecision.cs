using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Undoing;

/// <summary>What becomes of one contact when a change to it is taken back.</summary>
/// <param name="Outcome">Created where it is there again, updated where values return, deleted where it goes, else unchanged.</param>
/// <param name="Edits">None where nothing is left to do.</param>
/// <param name="Kept">What has to stay.</param>
internal sealed record UndoDecision(RowOutcome Outcome, IReadOnlyList<Edit> Edits, IReadOnlyList<Kept> Kept)
{
    public static readonly UndoDecision Nothing = new(RowOutcome.Unchanged, [], []);

    public static UndoDecision Keep(params Kept[] kept) => Nothing with { Kept = kept };
}

/// <summary>Something that is not taken back, and why.</summary>
/// <param name="Reason">One of <see cref="KeptReasons"/>, or the code of a rule that the contact would break.</param>
/// <param name="Name">What the contact is called.</param>
/// <param name="Field">Null where it is about the contact as a whole.</param>
internal sealed record Kept(string Reason, ContactId Contact, string Name, string? Field = null)
{
    /// <summary>Who has changed it since: the source of the value, as provenance names it.</summary>
    public string? By { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>What stays.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What would have returned.</summary>
    public JsonElement? Before { get; init; }
}

/// <summary>Why something is not taken back.</summary>
internal static class KeptReasons
{
    /// <summary>Somebody has changed it since.</summary>
    public const string Changed = "changed-since";

    /// <summary>Somebody has deleted the contact since.</summary>
    public const string Deleted = "deleted-since";

    /// <summary>The deleted contact can no longer be restored.</summary>
    public const string Purged = "purged";

    /// <summary>The person was erased: nobody knows any more what the contact was, or what it is called.</summary>
    public const string Erased = "erased";

    /// <summary>An address of the internal contact belongs to another by now, or would have to be claimed.</summary>
    public const string EmailTaken = "email-taken";
}
