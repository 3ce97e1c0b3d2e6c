using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What the rows of a file say, in the words of the model.</summary>
internal interface IRowMapper
{
    /// <summary>Whether a row may say that its contact is to be deleted.</summary>
    bool HasActions => false;

    /// <summary>What a row says that has no problem of its own.</summary>
    RowDraft Map(SourceRow row);

    /// <summary>What keeps a row from being one, with the name of the place in the row.</summary>
    RowProblem Locate(SourceRow row, RowProblem problem);

    /// <summary>What is wrong with a field of the draft, with the name of the place in the row that the field came from.</summary>
    RowProblem Locate(SourceRow row, FieldProblem problem);
}
