using System.Collections.Frozen;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The words of the action column.</summary>
internal static class RowActions
{
    private static readonly FrozenDictionary<string, RowAction> Words = new Dictionary<string, RowAction>(StringComparer.Ordinal)
    {
        ["add"] = RowAction.Add,
        ["create"] = RowAction.Add,
        ["new"] = RowAction.Add,
        ["modify"] = RowAction.Modify,
        ["update"] = RowAction.Modify,
        ["change"] = RowAction.Modify,
        ["delete"] = RowAction.Delete,
        ["remove"] = RowAction.Delete,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static RowAction? Parse(string cell) => Words.TryGetValue(HeaderText.Fold(cell), out var action) ? action : null;
}
