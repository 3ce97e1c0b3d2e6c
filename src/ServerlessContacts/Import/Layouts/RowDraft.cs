using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.VCards;

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
internal sealed record RowDraft(Contact Contact, RowAction Action, RowProblem? Problem)
{
    /// <summary>The picture that the contact's <see cref="Contact.Photo"/> names, where the row brings one.</summary>
    public VCardPhoto? Photo { get; init; }

    /// <summary>What is to be told of values that could not be read as what they should be.</summary>
    public IReadOnlyList<RowProblem> Warnings { get; init; } = [];

    /// <summary>Texts that were cut into several numbers: a contact that was kept with one of them is found by it.</summary>
    public IReadOnlyList<Phone> Uncut { get; init; } = [];
}
