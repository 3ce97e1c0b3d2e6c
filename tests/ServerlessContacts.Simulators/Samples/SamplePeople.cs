namespace ServerlessContacts.Simulators.Samples;

/// <summary>A handful of people in four languages for each provider. Numbers and addresses are such as reach nobody.</summary>
internal static class SamplePeople
{
    private const string Customers = "Customers";
    private const string Suppliers = "Suppliers";
    private const string Friends = "Book club";

    public static IReadOnlyList<SamplePerson> OfGoogle { get; } =
    [
        new("小林", "彩", "ひまわり出版株式会社", "編集長", "aya.kobayashi@himawari.example.jp", "090-0000-2101", "03-5550-0211")
        {
            PhoneticFamily = "こばやし", PhoneticGiven = "あや", Label = Customers, Birthday = new DateOnly(1984, 4, 12), HasPhoto = true,
        },
        new("森", "大輔", "森印刷所", "代表", "daisuke.mori@mori-insatsu.example.jp", "090-0000-2102", "03-5550-0212")
        {
            PhoneticFamily = "もり", PhoneticGiven = "だいすけ", Label = Suppliers,
        },
        new("Moreau", "Hélène", "Éditions du Canal", "Directrice littéraire", "helene.moreau@canal.example", "+33 6 39 98 21 01", "+33 1 99 00 21 01") { Label = Customers },
        new("Girard", "François", "Papeterie Girard", "Gérant", "francois.girard@papeterie-girard.example", "+33 6 39 98 21 02", "+33 1 99 00 21 02") { Label = Suppliers },
        new("Vogel", "Jürgen", "Buchhandlung am Weißen Turm", "Inhaber", "juergen.vogel@weisser-turm.example", "+49 171 39200 21", "+49 30 23125 021") { Label = Customers },
        new("Schäfer", "Katrin", "Süddeutsche Buchbinderei", "Meisterin", "katrin.schaefer@buchbinderei.example", "+49 171 39200 22", "+49 30 23125 022") { Label = Suppliers },
        new("Whitfield", "Grace", "Whitfield & Daughters", "Publisher", "grace@whitfield.example", "+44 7700 900201", "+44 20 7946 0201") { Label = Friends },
        new("O'Malley", "Rory", "Harbour Translations", "Translator", "rory.omalley@harbour.example", "+44 7700 900202", "+44 20 7946 0202") { Label = Friends, Birthday = new DateOnly(1979, 11, 3) },
    ];

    public static IReadOnlyList<SamplePerson> OfMicrosoft { get; } =
    [
        new("渡辺", "翔", "北星物流株式会社", "配車係", "sho.watanabe@hokusei.example.jp", "090-0000-3101", "03-5550-0311")
        {
            PhoneticFamily = "わたなべ", PhoneticGiven = "しょう", Label = Suppliers, HasPhoto = true,
        },
        new("伊藤", "由美", "いとう会計事務所", "税理士", "yumi.ito@ito-kaikei.example.jp", "090-0000-3102", "03-5550-0312") { PhoneticFamily = "いとう", PhoneticGiven = "ゆみ", Label = Suppliers },
        new("Lambert", "Zoé", "Lumière et Son", "Régisseuse", "zoe.lambert@lumiere.example", "+33 6 39 98 31 01", "+33 1 99 00 31 01") { Label = Customers },
        new("Brückner", "Anneliese", "Brückner Möbel", "Geschäftsführerin", "anneliese@brueckner.example", "+49 171 39200 31", "+49 30 23125 031")
        {
            Label = Customers, Birthday = new DateOnly(1968, 6, 21),
        },
        new("Ashworth", "Imogen", "Ashworth Glass", "Buyer", "imogen@ashworth.example", "+44 7700 900301", "+44 20 7946 0301") { Label = Customers },
        new("Novak", "Peter", "Quayside Cafe", "Owner", "peter@quayside.example", "+44 7700 900302", "+44 20 7946 0302"),
    ];

    /// <summary>A picture of nobody.</summary>
    public static byte[] Portrait()
    {
        using var resource = typeof(SamplePeople).Assembly.GetManifestResourceStream("portrait.jpg")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
