using System.Globalization;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>People as a company's directory has them: names, two numbers, an address, company, department and title.</summary>
internal static class PeopleFile
{
    public const string Header = "name,job title,email,work phone,mobile,company,department";

    private static readonly string[] Given = ["Léa", "Louis", "Emma", "Hugo", "Jade", "Jules", "Inès", "Arthur", "Chloé", "Adam"];
    private static readonly string[] Family = ["Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon"];
    private static readonly string[] Titles = ["Responsable des achats", "Directrice", "Comptable", "Ingénieur", "Assistante de direction", "Technicien", "Juriste"];
    private static readonly string[] Departments = ["Achats", "Ventes", "Comptabilité", "Recherche et développement", "Juridique"];

    public static string Row(int row)
    {
        var given = Given[row % Given.Length];
        var family = Family[row / Given.Length % Family.Length];
        return string.Create(CultureInfo.InvariantCulture,
            $"{given} {family}-{row},{Titles[row % Titles.Length]},p{row}@example.fr,+33 1 {row / 1000000 % 100:D2} {row / 10000 % 100:D2} {row / 100 % 100:D2} {row % 100:D2},"
            + $"06 {row / 1000000 % 100:D2} {row / 10000 % 100:D2} {row / 100 % 100:D2} {row % 100:D2},Société {row % 500},{Departments[row % Departments.Length]}");
    }
}
