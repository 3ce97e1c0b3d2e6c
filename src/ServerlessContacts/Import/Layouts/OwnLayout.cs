using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Our own export, known by its first two columns and by all the others being ours, too. A column <c>action</c> may have been added.</summary>
internal static class OwnLayout
{
    private const string Action = "action";

    public static Layout? Recognise(IReadOnlyList<string> header)
    {
        var own = header.Select(Find).ToList();
        var isOwn = own.Count > 1 && own.TrueForAll(column => column is not null) && OwnColumns.Single.Take(2).All(first => own.Exists(column => column!.Field == first.Field));
        return isOwn ? new Layout(OwnColumns.Id, LayoutFamily.Own, own!, 1) : null;
    }

    private static LayoutColumn? Find(string header) =>
        header.Trim().Equals(Action, StringComparison.OrdinalIgnoreCase) ? new LayoutColumn(header, ColumnField.Action) : OwnColumns.Find(header.Trim());
}
