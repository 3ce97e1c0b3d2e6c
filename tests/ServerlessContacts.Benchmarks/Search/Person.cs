using System.Globalization;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>A generated contact as its owner would write it.</summary>
internal sealed record Person(
    int Id, NamePart Family, NamePart Given, bool IsJapanese, string Company, string Title, string City, IReadOnlyList<string> Emails, IReadOnlyList<(string Country, string National)> Phones)
{
    public string FullName => IsJapanese ? $"{Family.Written} {Given.Written}" : $"{Given.Written} {Family.Written}";
}

/// <summary>Makes people of four languages: names as common as they are, a tail of rare ones, one to three addresses and numbers.</summary>
internal sealed class People(int seed)
{
    private const double RareFamily = 0.45;
    private const double RareGiven = 0.1;
    private const int CompanyCount = 5000;

    private static readonly (NameList Names, double UpTo)[] Languages = [(NameList.English, 0.3), (NameList.French, 0.55), (NameList.German, 0.75), (NameList.Japanese, 1)];
    private static readonly string[] Forms = ["Ltd", "SARL", "GmbH", "株式会社", "& Co", "AG", "SA", "Group", "Logistics", "Consulting", "Systems", "Bau", "商事", "工業"];

    private static readonly string[] Titles =
    [
        "Sales Manager", "Account Executive", "Directrice des achats", "Comptable", "Ingénieur", "Geschäftsführer", "Sachbearbeiterin", "営業部長", "課長", "エンジニア", "Assistant",
        "Purchasing", "Chef de projet", "Buchhaltung", "Support Engineer", "代表取締役",
    ];

    private static readonly string[] Cities = ["London", "Paris", "Berlin", "東京都", "Lyon", "München", "大阪市", "Manchester", "Köln", "Marseille", "横浜市", "Hamburg", "Leeds", "Toulouse", "名古屋市", "Bristol"];
    private static readonly string[] MailHosts = ["gmail.com", "outlook.com", "yahoo.co.jp", "orange.fr", "gmx.de", "icloud.com", "web.de", "free.fr"];
    private static readonly (string Code, int Digits, string Mobile)[] Plans = [("44", 10, "7"), ("33", 9, "6"), ("49", 10, "15"), ("81", 10, "90")];

    private readonly Chance chance = new(seed);

    public IEnumerable<Person> Take(int count) => Enumerable.Range(0, count).Select(Next);

    private Person Next(int id)
    {
        var roll = chance.Below(1000) / 1000.0;
        var language = Array.FindIndex(Languages, entry => roll < entry.UpTo);
        var names = Languages[language].Names;
        var family = Part(names.Family, names, RareFamily);
        var given = Part(names.Given, names, RareGiven);
        var company = Company(chance.Skewed(CompanyCount));
        return new Person(
            id, family, given, names == NameList.Japanese, company, chance.Skewed(Titles), chance.Skewed(Cities),
            [.. Enumerable.Range(0, OneToThree()).Select(at => Email(family, given, company, at))],
            [.. Enumerable.Range(0, OneToThree()).Select(_ => Phone(language))]);
    }

    private int OneToThree() => chance.Below(10) switch { < 5 => 1, < 8 => 2, _ => 3 };

    private NamePart Part(NamePart[] common, NameList names, double rare)
    {
        if (!chance.Happens(rare))
        {
            return chance.Skewed(common);
        }

        var (start, end) = (chance.Of(names.Starts), chance.Of(names.Ends));
        return new NamePart(start.Written + end.Written, start.Reading + end.Reading, start.Romaji + end.Romaji);
    }

    private static string Company(int number)
    {
        var fixedChance = new Chance(number);
        var names = fixedChance.Of(Languages).Names;
        return $"{fixedChance.Of(names.Starts).Written}{fixedChance.Of(names.Ends).Written} {fixedChance.Of(Forms)}";
    }

    private string Email(NamePart family, NamePart given, string company, int at)
    {
        var host = at == 0 ? Ascii(company.Split(' ')[0]) + ".example" : chance.Skewed(MailHosts);
        var (first, last) = (Ascii(given), Ascii(family));
        return chance.Below(4) switch
        {
            0 => $"{first}.{last}@{host}",
            1 => $"{first[0]}{last}@{host}",
            2 => $"{last}.{first}{chance.Below(100)}@{host}",
            _ => $"{first}{last[0]}{chance.Below(1000)}@{host}",
        };
    }

    private (string Country, string National) Phone(int language)
    {
        var (code, digits, mobile) = Plans[chance.Happens(0.8) ? language : chance.Below(Plans.Length)];
        var start = chance.Happens(0.6) ? mobile : chance.Skewed(100).ToString(CultureInfo.InvariantCulture);
        return (code, start + string.Concat(Enumerable.Range(0, digits - start.Length).Select(_ => (char)('0' + chance.Below(10)))));
    }

    private static string Ascii(NamePart part) => part.Romaji.Length > 0 ? part.Romaji.ToLowerInvariant() : Ascii(part.Written);

    private static string Ascii(string text) => string.Concat(BenchmarkFold.Fold(text).Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')) is { Length: > 0 } ascii ? ascii : "nihon";
}
