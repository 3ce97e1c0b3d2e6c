using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What the rows of a file say, in the words of the model.</summary>
internal interface IRowMapper
{
    /// <summary>Whether a row may say that its contact is to be deleted.</summary>
    bool HasActions => false;

    /// <summary>Whether a row is none where one of its numbers is none.</summary>
    bool DemandsWholeNumbers => false;

    /// <summary>What a row says that has no problem of its own.</summary>
    RowDraft Map(SourceRow row);

    /// <summary>What keeps a row from being one, with the name of the place in the row.</summary>
    RowProblem Locate(SourceRow row, RowProblem problem);

    /// <summary>
    /// Tells what is wrong with fields of the row's draft, each with the name of the place in the row that the field came from.
    /// </summary>
    Func<FieldProblem, RowProblem> Locator(SourceRow row);
}
