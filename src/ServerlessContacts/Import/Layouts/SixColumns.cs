using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// The fixed six columns of company directories: <c>name, job title, e-mail, work phone, optional phone 1, optional phone 2</c>, in English or
/// French. Known by all of its headers in their order; a comma may end each line.
/// </summary>
internal static class SixColumns
{
    public const string Id = "six-columns";

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Fixed =
    [
        (ColumnField.FullName, null, ["name", "full name", "nom", "nom complet", "nom et prenom", "prenom et nom"]),
        (ColumnField.Title, null, ["job title", "title", "fonction", "titre", "poste", "intitule du poste"]),
        (ColumnField.Email, "work", ["e mail", "email", "mail", "email address", "e mail address", "courriel", "adresse e mail", "adresse email", "adresse electronique"]),
        (ColumnField.Phone, "work",
            ["work phone", "business phone", "telephone professionnel", "tel professionnel", "telephone pro", "telephone bureau", "telephone travail", "telephone de travail"]),
        (ColumnField.Phone, "other", Optional("1")),
        (ColumnField.Phone, "other", Optional("2")),
    ];

    public static Layout? Recognise(IReadOnlyList<string> header) =>
        header.Count == Fixed.Length && header.Zip(Fixed).All(pair => pair.Second.Words.Contains(HeaderText.Fold(pair.First), StringComparer.Ordinal))
            ? new Layout(Id, LayoutFamily.Plain, [.. header.Select(Column)], 1) { DemandsWholeNumbers = true, Dates = DateOrder.DayFirst }
            : null;

    private static LayoutColumn Column(string header, int index) => new(header.Trim(), Fixed[index].Field, Fixed[index].Label, index + 1);

    private static string[] Optional(string number) =>
        [.. new[] { "optional phone", "telephone optionnel", "telephone facultatif", "tel optionnel", "autre telephone" }.Select(words => $"{words} {number}")];
}
