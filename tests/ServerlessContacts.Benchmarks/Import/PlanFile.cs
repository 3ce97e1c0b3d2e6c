using System.Globalization;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>A file of people with all that a company's address book says of them, some 200 bytes each; the same for the same seed.</summary>
internal static class PlanFile
{
    /// <summary>One row in so many stands for a contact that is there already.</summary>
    public const int KnownEvery = 20;

    private const string Header = "First Name,Last Name,Company,Department,Job Title,E-mail,Work Phone,Mobile Phone,Street,Postal Code,City,Country,Web Page,Notes";

    private static readonly string[] Given = ["Léa", "Louis", "Emma", "Hugo", "Jade", "Jules", "Inès", "Arthur", "Chloé", "Adam", "Marie-Laure", "Zoé"];
    private static readonly string[] Family = ["Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Lefèvre"];
    private static readonly string[] Departments = ["Achats", "Ventes", "Comptabilité", "Recherche et développement", "Juridique"];
    private static readonly string[] Titles = ["Responsable des achats", "Directrice", "Comptable", "Ingénieur", "Assistante de direction", "Technicien", "Juriste"];
    private static readonly string[] Streets = ["rue des Lilas", "avenue de la République", "boulevard Voltaire", "place du Marché", "chemin des Vignes"];
    private static readonly (string Code, string City)[] Cities = [("75011", "Paris"), ("69003", "Lyon"), ("13001", "Marseille"), ("31000", "Toulouse"), ("59000", "Lille")];

    public static async Task WriteAsync(string path, int rows, int seed)
    {
        var chance = new Random(seed);
        await using var text = new StreamWriter(path);
        await text.WriteLineAsync(Header);
        for (var row = 0; row < rows; row++)
        {
            await text.WriteLineAsync(Row(row, chance));
        }
    }

    public static string Email(int row) => string.Create(CultureInfo.InvariantCulture, $"personne.{row}@societe-{row % 500}.example.fr");

    public static string FamilyName(int row) => string.Create(CultureInfo.InvariantCulture, $"{Family[row / Given.Length % Family.Length]}-{row % 9973}");

    public static string GivenName(int row) => Given[row % Given.Length];

    private static string Row(int row, Random chance)
    {
        var (code, city) = Cities[chance.Next(Cities.Length)];
        var notes = chance.Next(10) switch
        {
            0 => "\"Préfère être appelée le matin,\npas le lundi\"",
            < 4 => "Client depuis 2012",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{GivenName(row)},{FamilyName(row)},Société {row % 500},{Pick(Departments, chance)},{Pick(Titles, chance)},{Email(row)},{Number("+33 1", row)},{Number("06", row)},"
            + $"\"{chance.Next(1, 200)}, {Pick(Streets, chance)}\",{code},{city},France,https://societe-{row % 500}.example.fr/equipe/{row},{notes}");
    }

    private static string Number(string prefix, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix} {row / 1000000 % 100:D2} {row / 10000 % 100:D2} {row / 100 % 100:D2} {row % 100:D2}");

    private static string Pick(string[] texts, Random chance) => texts[chance.Next(texts.Length)];
}
