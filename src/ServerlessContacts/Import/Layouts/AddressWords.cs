using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// How one language names the parts of an address of a place, as <see cref="HeaderText"/> folds them: <c>Work City</c>,
/// <c>Stadt (Postanschrift)</c>, <c>Adresse principale - Ville</c>. Programs put the place before the part or behind it.
/// </summary>
/// <param name="Places">What stands for each place.</param>
/// <param name="Parts">What stands for each part.</param>
/// <param name="Links">
/// What may stand between a part and its place, with the blank behind it if there is one (<c>Ciudad de correspondencia</c>).
/// </param>
internal sealed record AddressWords(
    (string Label, string[] Words)[] Places, (ColumnField Field, string[] Words)[] Parts, params string[] Links)
{
    private static readonly string[] AddressNouns = ["address", "adresse", "anschrift", "direccion"];

    private static readonly AddressWords English = new(
        [
            ("home", ["home", "personal", "residential", "home address", "address home"]),
            ("work", ["work", "business", "company", "office", "mailing", "primary address", "business address", "work address",
                "address work"]),
            ("other", ["other", "alternate", "alt", "alternate address", "alt address", "other address", "address other"]),
        ],
        [
            (ColumnField.Street, ["address", "address 1", "street", "street 1", "address street", "street address", "address line 1",
                "street line 1"]),
            (ColumnField.Street2, ["address 2", "street 2", "street2", "address street 2", "address line 2", "street line 2"]),
            (ColumnField.Street3, ["address 3", "street 3", "street3", "address street 3", "address line 3"]),
            (ColumnField.PoBox, ["po box", "post office box", "address po box", "address post office box"]),
            (ColumnField.City, ["city", "town", "locality", "address city", "address locality"]),
            (ColumnField.Region, ["state", "county", "province", "region", "state province", "address state", "address region"]),
            (ColumnField.PostalCode,
                ["zip", "zipcode", "zip code", "postcode", "post code", "postal code", "postalcode", "zip postal code", "address zip code",
                "address postal code", "address postalcode"]),
            (ColumnField.Country, ["country", "country region", "address country"]),
        ]);

    private static readonly AddressWords German = new(
        [
            ("home", ["privat", "privatadresse", "private adresse", "privatanschrift"]),
            ("work", ["dienstlich", "geschaftlich", "hauptadresse", "primaradresse", "primare adresse", "postanschrift", "postadresse",
                "geschaftsadresse", "firmenadresse"]),
            ("other", ["andere", "anderes", "anderer", "sonstige", "alternative adresse",
                "andere adresse", "weitere adresse", "zweitadresse", "2 adresse"]),
        ],
        [
            (ColumnField.Street, ["strasse", "straße", "adresse", .. WithHouseNumber("strasse"), .. WithHouseNumber("straße")]),
            (ColumnField.Street2, ["strasse 2", "straße 2", "adresse 2"]),
            (ColumnField.Street3, ["strasse 3", "straße 3"]),
            (ColumnField.City, ["stadt", "ort"]),
            (ColumnField.Region, ["bundesland", "kanton", "bundesland kanton", "bundesland provinz", "bundesland region"]),
            (ColumnField.PostalCode, ["plz", "postleitzahl"]),
            (ColumnField.Country, ["land", "land region"]),
        ],
        "der ");

    private static readonly AddressWords French = new(
        [
            ("home", ["domicile", "adresse privee", "adresse personnelle", "adresse domicile"]),
            ("work", ["bureau", "adresse principale", "adresse postale", "adresse professionnelle", "envoi postal"]),
            ("other", ["autre", "autre adresse", "adresse secondaire", "adresse alternative"]),
        ],
        [
            (ColumnField.Street, ["rue", "rue 1", "adresse", "adresse de rue", "rue et numero", "numero et rue", "n et rue"]),
            (ColumnField.Street2, ["rue 2", "2"]),
            (ColumnField.Street3, ["rue 3"]),
            (ColumnField.City, ["ville"]),
            (ColumnField.Region, ["province", "region", "etat", "etat province", "etat region"]),
            (ColumnField.PostalCode, ["code postal"]),
            (ColumnField.Country, ["pays", "pays region"]),
        ],
        "de ", "du ", "de la ", "de l");

    private static readonly AddressWords Spanish = new(
        [
            ("home", ["particular", "direccion particular", "direccion personal"]),
            ("work", ["trabajo", "direccion principal", "direccion postal", "direccion de trabajo", "correspondencia"]),
            ("other", ["otra", "otro", "otra direccion", "direccion alternativa", "direccion secundaria"]),
        ],
        [
            (ColumnField.Street, ["calle", "direccion", "calle y numero", "direccion de calle"]),
            (ColumnField.Street2, ["calle 2", "2"]),
            (ColumnField.Street3, ["calle 3"]),
            (ColumnField.City, ["ciudad", "poblacion"]),
            (ColumnField.Region, ["estado", "provincia", "region", "estado provincia", "estado o provincia", "estado o region"]),
            (ColumnField.PostalCode, ["codigo postal"]),
            (ColumnField.Country, ["pais", "pais o region"]),
        ],
        "de ", "del ", "de la ", "para ");

    private static readonly AddressWords Japanese = new(
        [("home", ["自宅"]), ("work", ["勤務先", "会社", "郵送先"]), ("other", [HeaderText.Fold("その他")])],
        [
            (ColumnField.Street, ["番地", "住所", "町名番地", "住所番地", "住所 番地", "番地建物名"]),
            (ColumnField.Street2, ["番地 2", "住所 2"]),
            (ColumnField.City, ["市区町村", "市区郡", "市町村"]),
            (ColumnField.Region, ["都道府県", "都道府県 地域"]),
            (ColumnField.PostalCode, ["郵便番号"]),
            (ColumnField.Country, ["国", "国 地域"]),
        ]);

    /// <summary>The columns that any of the languages names.</summary>
    public static IEnumerable<(ColumnField Field, string? Label, string[] Words)> All =>
        ((AddressWords[])[English, German, French, Spanish, Japanese]).SelectMany(words => words.Columns());

    private IEnumerable<(ColumnField Field, string? Label, string[] Words)> Columns() =>
        Places.SelectMany(place => Parts.Select(part => (part.Field, (string?)place.Label, Joined(place.Words, part.Words, Links))))
            .Concat(Places.Select(place => (ColumnField.Street, (string?)place.Label, place.Words.Where(IsAddress).ToArray())))
            .Concat(Parts.Select(part => (part.Field, (string?)null, part.Words.Where(IsPlain).ToArray())));

    /// <summary>What calls itself an address and names no part holds the street, if it stands alone.</summary>
    private static bool IsAddress(string place) =>
        AddressNouns.Any(noun => place.Contains(noun, StringComparison.Ordinal));

    private static string[] Joined(string[] places, string[] parts, string[] links) =>
        [.. places.SelectMany(place => parts.SelectMany(part =>
            (string[])[$"{place} {part}", $"{part} {place}", .. links.Select(link => $"{part} {link}{place}")]))];

    private static string[] WithHouseNumber(string street) =>
        [$"{street} und hausnummer", $"{street} hausnummer", $"{street} nr", $"{street} und nr", $"adresse {street} und hausnummer"];

    /// <summary>A number alone says nothing without a place.</summary>
    private static bool IsPlain(string part) => !part.All(char.IsAsciiDigit);
}
