using System.Globalization;
using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>Documents as an address book in four languages would give them, folded; few enough different names that lists are long and ties are many.</summary>
internal sealed class SampleDocuments(int seed)
{
    public const int Sections = 4;
    public const int Books = 40;

    /// <summary>The organisation's, which two documents in three are in.</summary>
    public const int SharedBook = 0;

    private static readonly (string Family, string Given)[] Western =
    [
        ("martin", "jean"), ("martin", "marie"), ("bernard", "jean-pierre"), ("dubois", "anne marie"), ("o'brien", "liam"), ("smith", "john"), ("smithson", "jo"),
        ("muller", "jurgen"), ("mullermann", "heinz-jurgen"), ("strasse", "gunter"), ("de la tour", "jean"), ("li", "an"), ("ng", "mei"), ("martinez", "jose maria"),
    ];

    private static readonly (string Family, string Given, string Reading, string Romaji)[] Japanese =
    [
        ("山田", "太郎", "やまだ たろう", "YAMADA TAROU"), ("山本", "花子", "やまもと はなこ", "YAMAMOTO HANAKO"), ("鈴木", "一郎", "すずき いちろう", "SUZUKI ICHIROU"),
        ("小山", "田鶴", "こやま たづ", "KOYAMA TADZU"), ("王", "伟", "おう うぇい", "OU UEI"), ("𠮷野", "家", "よしの いえ", "YOSHINO IE"),
    ];

    private static readonly string[] Companies = ["acme gmbh", "dupont & fils", "株式会社 山本商店", "smith, martin & co", "nordwind ag"];
    private static readonly string[] Cities = ["paris", "koln", "東京都", "london", "saint-etienne"];

    private readonly Random random = new(seed);

    public IReadOnlyList<IndexDocument> Take(int count) => [.. Enumerable.Range(0, count).Select(at => Document($"k{at}"))];

    public IndexDocument Document(string key)
    {
        var (names, mail) = random.Next(4) == 0 ? JapaneseNames() : WesternNames();
        return new IndexDocument
        {
            Key = key,
            Section = random.Next(Sections) * 7,
            Book = random.Next(3) > 0 ? SharedBook : random.Next(1, Books),
            Boost = random.Next(3) > 0 ? 0 : random.Next(3),
            SortKey = Encoding.UTF8.GetBytes(names[0]),
            Names = names,
            Others = [.. Others(mail), .. Tags.On(key)],
            Payload = Encoding.UTF8.GetBytes("payload of " + key),
        };
    }

    public T One<T>(IReadOnlyList<T> list) => list[(int)(list.Count * Math.Pow(random.NextDouble(), 1.7))];

    private (string[] Names, string Mail) WesternNames()
    {
        var (family, given) = (One(Western).Family, One(Western).Given);
        return ([$"{given} {family}", $"{family} {given}", family, given], $"{given}.{family}".Replace(' ', '-'));
    }

    private (string[] Names, string Mail) JapaneseNames()
    {
        var (family, given, reading, romaji) = One(Japanese);
        return ([family + given, $"{family} {given}", reading, romaji], romaji.ToLowerInvariant().Replace(' ', '.'));
    }

    private IEnumerable<string> Others(string mail)
    {
        if (random.Next(10) > 0)
        {
            yield return $"{mail}{random.Next(300)}@{One(Cities)}.example.com";
        }

        yield return One(Companies);
        yield return One(Cities);
        for (var i = random.Next(3); i > 0; i--)
        {
            var number = random.Next(600_000_000, 700_000_000).ToString(CultureInfo.InvariantCulture);
            yield return "+33" + number;
            yield return "0" + number;
        }
    }
}
