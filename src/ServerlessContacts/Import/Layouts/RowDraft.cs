using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Layouts;

internal enum RowAction
{
    /// <summary>The row says nothing: the import's mode decides.</summary>
    ByMode,
    Add,
    Modify,
    Delete,
}

/// <summary>What a row says, in the words of the model, not yet checked.</summary>
internal sealed record RowDraft(Contact Contact, RowAction Action, RowProblem? Problem);
