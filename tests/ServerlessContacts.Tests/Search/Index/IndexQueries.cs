using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>What people type, and the writings that a normal form makes of it.</summary>
internal static class IndexQueries
{
    public static IndexQuery Of(params string[] words) => new() { Words = [.. words.Select(word => word.Split('|'))], WholeNames = words.Length == 0 ? [] : [string.Join(' ', words.Select(word => word.Split('|')[0])), string.Concat(words.Reverse().Select(word => word.Split('|')[^1]))] };

    public static IndexQuery Under(this IndexQuery query, params string[] conditions) => query with { Conditions = [.. conditions.Select(condition => condition.Split('|'))] };

    public static IReadOnlyList<IndexQuery> All { get; } =
    [
        Of(),
        .. "j|je|jea|jean|m|ma|mar|mart|marti|martin|martine|martinez|l|li|n|ng|s|sm|smi|smithson|o'b|o'brien|-|.|@|&|jean-p|jean-pierre".Split('|').Select(word => Of(word)),
        .. "artin|rtin|ean|bernard1|ith|mullerm|ullerman|@paris.|example.com|@london.example.com|n.martin|tien".Split('|').Select(word => Of(word)),
        .. "0|06|061|0612|06123|061234|612345|+|+33|+336|+3361|+33612|33|5|55|555|5555|55555|555555".Split('|').Select(word => Of(word)),
        .. "山|山田|山田太|山田太郎|山本|田|や|やま|やまだ|たろ|ろう|Y|YA|YAMA|YAMADA|ADA|TA|𠮷|𠮷野|家|東京|東京都|商店|王".Split('|').Select(word => Of(word)),
        .. new[] { "jean m", "jean martin", "martin jean", "marie martin", "j m", "a e", "m 06", "jean 061", "smith jo", "anne dub", "de la", "山 太", "yama YAMA", "a b c", "xyzzy", "jean xyzzy", "m m" }
            .Select(text => Of(text.Split(' '))),
        Of("0612|+33612|612"), Of("yama|YAMA|やま"), Of("tarou|TAROU", "yamada|YAMADA"), Of("jean", "06|+336"), Of("zz|yy"), Of("m|ma"), Of("martin|smith|li"),
        Of("jean marti"), Of("pierre bernard"), Of("& fils"), Of(" T"), Of(" TAROU|tarou"), Of(" tarou"), Of(" HANA|hana", "yama"), Of("A T"), Of("martin &"),
        new IndexQuery { Words = [["marie"], ["jean"]], WholeNames = ["マリ"] },
        new IndexQuery { Words = [["jean"], ["martin"]], WholeNames = ["jeanmartin", "martinjean"] },
        .. new[] { "", "m", "jean", "jean martin", "0612", "山", "xyzzy" }.SelectMany(text => Narrowed(Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))),
    ];

    private static IEnumerable<IndexQuery> Narrowed(IndexQuery query) =>
    [
        query.Under("paris"), query.Under("paris|london|koln"), query.Under("acme gmbh|dupont & fils", "paris|東京都"), query.Under("martin"), query.Under("xyzzy"), query.Under("xyzzy|+336123"),
        query.Under("0612|0613|0614|0615|0616|0617|0618|0619|0620|0621|0622|0623"), query with { Conditions = [[]] }, query with { Conditions = [[.. Tags.Several(0, 300)]] },
        query with { Conditions = [[.. Tags.Several(0, 3)], [.. Tags.Several(2, 40)]] },
    ];
}
