using System.Globalization;
using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>The generated contacts: whose each is, where it is shown, and what of it is found; and what people type who look for them.</summary>
internal sealed class SearchContacts
{
    public const int Seed = 20260801;
    public const int Owners = 3000;
    public const int SharedBook = 0;

    private const double OfOwners = 1.0 / 3;
    private const int PersonalSection = 0;
    private const int SharedSection = 10;
    private const int Groups = 3;

    private readonly Chance chance = new(Seed);

    public SearchContacts(int count)
    {
        var people = new People(Seed).Take(count).ToList();
        Documents = people.ConvertAll(Document);
        Queries = [.. TypedQueries.Of(people, Seed).Select(typed => (typed, TypedQueries.Read(typed)))];
    }

    public List<IndexDocument> Documents { get; }

    public IReadOnlyList<(string Typed, IndexQuery Query)> Queries { get; }

    private IndexDocument Document(Person person)
    {
        var owned = chance.Happens(OfOwners);
        var (family, given) = (BenchmarkFold.Fold(person.Family.Written), BenchmarkFold.Fold(person.Given.Written));
        return new IndexDocument
        {
            Key = Key(person.Id),
            Section = owned ? PersonalSection : chance.Happens(0.3) ? 1 + chance.Skewed(Groups) : SharedSection,
            Book = owned ? 1 + chance.Skewed(Owners) : SharedBook,
            Boost = chance.Happens(0.2) ? 1 + chance.Skewed(1000) : 0,
            SortKey = Encoding.UTF8.GetBytes(person.IsJapanese ? $"{person.Family.Reading} {person.Given.Reading}" : $"{family} {given}"),
            Names = Names(person, family, given),
            Others = Others(person),
            Payload = Payload(person),
        };
    }

    /// <summary>As long as the ids of shared contacts are.</summary>
    public static string Key(int id) => string.Create(CultureInfo.InvariantCulture, $"s3-{(uint)id * 2654435761u:x8}{id:x8}");

    private static string[] Names(Person person, string family, string given) => person.IsJapanese
        ? [$"{family} {given}", $"{person.Family.Reading} {person.Given.Reading}", $"{person.Family.Romaji} {person.Given.Romaji}"]
        : [$"{given} {family}"];

    private static List<string> Others(Person person)
    {
        List<string> lines = [.. new[] { person.Company, person.Title, person.City }.Select(BenchmarkFold.Fold), .. person.Emails.Select(BenchmarkFold.Fold)];
        foreach (var (country, national) in person.Phones)
        {
            lines.Add("+" + country + national);
            lines.Add("0" + national);
        }

        return lines;
    }

    private static byte[] Payload(Person person) => Encoding.UTF8.GetBytes($"{person.FullName}\t{person.Company}\t{person.Emails[0]}\t+{person.Phones[0].Country}{person.Phones[0].National}");
}
