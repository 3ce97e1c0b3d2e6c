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

    /// <summary>A file of so many people.</summary>
    public static Stream Of(int first, int count)
    {
        var file = new MemoryStream();
        using var text = new StreamWriter(file, leaveOpen: true);
        text.WriteLine(Header);
        for (var row = first; row < first + count; row++)
        {
            text.WriteLine(Row(row));
        }

        text.Flush();
        file.Position = 0;
        return file;
    }

    public static string NameOf(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Given[row % Given.Length]} {Family[row / Given.Length % Family.Length]}-{row}");

    public static string Row(int row)
    {
        return string.Create(CultureInfo.InvariantCulture,
            $"{NameOf(row)},{Titles[row % Titles.Length]},p{row}@example.fr,+33 1 {row / 1000000 % 100:D2} {row / 10000 % 100:D2} {row / 100 % 100:D2} {row % 100:D2},"
            + $"06 {row / 1000000 % 100:D2} {row / 10000 % 100:D2} {row / 100 % 100:D2} {row % 100:D2},Société {row % 500},{Departments[row % Departments.Length]}");
    }
}
