using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>What has to be stored for one contact, all of it together, and what it means.</summary>
internal sealed record Work
{
    public static readonly Work Nothing = new();

    public IReadOnlyList<Edit> Edits { get; init; } = [];

    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>By how much the number of linked contacts changes.</summary>
    public int Linked { get; init; }

    /// <summary>What would be taken away; nothing else is stored then but this.</summary>
    public Removal? Removal { get; init; }

    /// <summary>When it has to be looked at again: an answer is still out.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>An item that came to light and has to be met before anything can be stored.</summary>
    public ProviderItem? Found { get; init; }

    /// <summary>What has to be written at the provider before anything can be stored; nothing else is said then.</summary>
    public PlannedWrite? Write { get; init; }

    public bool IsNothing => Edits.Count == 0 && Outcomes.Count == 0 && Removal is null && Again is null;
}

/// <summary>Another run has or may have taken over the connection: nothing more may be stored.</summary>
public sealed class SyncLeaseLostException() : Exception("The right to work on this connection was lost.");

/// <summary>A contact was changed between reading and writing; what was decided about it has to be decided again.</summary>
internal sealed class ChangedMeanwhileException(string row) : Exception($"Row {row} was changed meanwhile.");
