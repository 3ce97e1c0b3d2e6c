using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// The headers that particular producers write, beyond the words that people use: Thunderbird in English, French, German, Spanish and
/// Japanese, SuiteCRM, HubSpot, Salesforce, Zoho, LinkedIn,
/// Samsung, Yahoo, KDE and Evolution. As <see cref="HeaderText"/> folds them.
/// </summary>
internal static class ProducerHeaders
{
    private static readonly (ColumnField Field, string? Label, string[] Words)[] Persons =
    [
        (ColumnField.FullName, null, ["formatted name", "anzeigename", "nom a afficher", "nombre mostrado", "表示名"]),
        (ColumnField.GivenName, null, ["first", "givenname"]),
        (ColumnField.FamilyName, null, ["last", "familyname"]),
        (ColumnField.MiddleName, null, ["middle", "additional names"]),
        (ColumnField.Prefix, null, ["honorific prefix", "honorific prefixes", "name title"]),
        (ColumnField.Suffix, null, ["honorific suffix", "honorific suffixes"]),
        (ColumnField.Nickname, null, ["nick name", "apodo", HeaderText.Fold("ニックネーム")]),
        (ColumnField.FileAs, null, ["file as", "fileas"]),
        (ColumnField.Company, null, ["account name", "associated company", "organizacion", "org", "employer", "組織"]),
        (ColumnField.Department, null, ["department name", "org unit", "部門"]),
        (ColumnField.Title, null, ["arbeitstitel", "profession", "job", "occupation"]),
        (ColumnField.Birthday, null, ["birthdate", "birth date", "dob", "bday"]),
        (ColumnField.BirthYear, null, ["birth year", "geburtsjahr", "annee de naissance", "ano de nacimiento", "誕生年"]),
        (ColumnField.BirthMonth, null, ["birth month", "geburtsmonat", "mois", "mois de naissance", "mes de nacimiento", "誕生月"]),
        (ColumnField.BirthDay, null, ["birth day", "jour", "jour de naissance", "dia de nacimiento"]),
        (ColumnField.Notes, null, ["description", "contact notes"]),
        (ColumnField.Labels, null, ["category", "tag", "group", "kategorien", "kategorie"]),
    ];

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Reach =
    [
        (ColumnField.Email, null,
            ["primary email", "primary email address", "primare e mail adresse", "premiere adresse electronique",
                "direccion de correo electronico principal"]),
        (ColumnField.Email, null,
        [
            "secondary email", "additional email addresses", "alternate email", "alternate email address", "sekundare e mail adresse",
                "deuxieme adresse electronique",
            "adresse electronique secondaire", "direccion de correo electronico secundaria", HeaderText.Fold("別のメールアドレス"),
        ]),
        (ColumnField.Phone, "work",
            ["work", "work number", "phone work", "phone business", "tel dienstlich", "telefono trabajo", "勤務先の電話番号"]),
        (ColumnField.Phone, "home", ["home", "home number", "tel privat", "tel personnel", "telefono particular", "自宅の電話番号"]),
        (ColumnField.Phone, "mobile", ["mobile phone number", "mobil tel nr", "cellular", "cell number", "携帯電話番号"]),
        (ColumnField.Phone, "other", ["other", "other number", "phone other", "yahoo phone", "alternate phone"]),
        (ColumnField.Phone, "main", ["primary phone number", "main phone"]),
        (ColumnField.Phone, "assistant", ["asst phone", "assistant phone", "phone assistant"]),
        (ColumnField.Phone, "fax", ["phone fax", "faxnummer", "fax nummer", HeaderText.Fold("FAX 番号")]),
        (ColumnField.Phone, "workFax", ["fax work", "office fax"]),
        (ColumnField.Phone, "homeFax", ["fax home"]),
        (ColumnField.Phone, "car", ["car phone"]),
        (ColumnField.Phone, "pager", ["pager number", "pager nummer", "bipeur", "buscapersonas", HeaderText.Fold("ポケットベル番号")]),
        (ColumnField.Url, null,
            ["web page 1", "web page 2", "website url", "webseite 1", "webseite 2", "site web 1", "site web 2", "pagina web 1",
            "pagina web 2", "homepage url", HeaderText.Fold("ウェブページ 1"), HeaderText.Fold("ウェブページ 2")]),
        (ColumnField.Url, "work", ["business website"]),
        (ColumnField.Url, "home", ["personal website"]),
        (ColumnField.Url, "blog", ["blog feed"]),
        (ColumnField.Im, null, ["messenger id", "im address", "instant messenger", "skype id"]),
    ];

    /// <summary>What stands before the part of an address.</summary>
    private static readonly (string Label, string[] Places)[] English =
    [
        ("home", ["home", "personal", "residential", "home address", "address home"]),
        ("work", ["work", "business", "company", "office", "mailing", "primary address", "business address", "work address",
            "address work"]),
        ("other", ["other", "alternate", "alt", "alternate address", "alt address", "other address", "address other"]),
    ];

    private static readonly (ColumnField Field, string[] Parts)[] EnglishParts =
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
    ];

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Addresses =
    [
        (ColumnField.Street2, null, ["street 2", "street2", "address 2", "address line 2", "adresse 2", "direccion 2"]),
        (ColumnField.Street3, null, ["street 3", "street3", "address 3", "address line 3"]),
        (ColumnField.Street, null, ["street 1", "street1", "address 1", "address line 1"]),
        (ColumnField.PoBox, null, ["po box", "post office box", "postfach", "boite postale"]),
        (ColumnField.Region, null, ["state region", "state province", "county", "pays etat"]),
        (ColumnField.PostalCode, null, ["zipcode", "zip postal code", "post code"]),
        (ColumnField.Country, null, ["country region"]),
        .. Parts("home", ["privat adresse", "adresse privee", "direccion personal", "番地 自宅"],
            ["privat adresse 2", "adresse privee 2", "direccion personal 2", "番地 自宅 2"],
            ["privat ort", "ciudad donde vive", "市区町村 自宅"], ["privat bundesland", "都道府県 自宅"], ["privat plz", "郵便番号 自宅"],
            ["privat land", "pais de residencia", "国 自宅"]),
        .. Parts("work", ["dienstlich adresse", "adresse professionnelle", "direccion de trabajo", "番地 勤務先"],
            ["dienstlich adresse 2", "adresse professionnelle 2", "direccion de trabajo 2", "番地 勤務先 2"],
            ["dienstlich ort", "ciudad trabajo", "市区町村 勤務先"], ["dienstlich bundesland", "provincia trabajo", "都道府県 勤務先"],
            ["dienstlich plz", "codigo postal trabajo", "郵便番号 勤務先"], ["dienstlich land", "pais trabajo", "国 勤務先"]),
        .. English.SelectMany(place => EnglishParts.Select(part => (part.Field, (string?)place.Label, Joined(place.Places, part.Parts)))),
    ];

    public static IEnumerable<(ColumnField Field, string? Label, string[] Words)> All => [.. Persons, .. Reach, .. Addresses];

    private static (ColumnField Field, string? Label, string[] Words)[] Parts(
        string label, string[] street, string[] second, string[] city, string[] region, string[] code, string[] country) =>
    [
        (ColumnField.Street, label, street), (ColumnField.Street2, label, second), (ColumnField.City, label, city),
            (ColumnField.Region, label, region),
        (ColumnField.PostalCode, label, code), (ColumnField.Country, label, country),
    ];

    private static string[] Joined(string[] places, string[] parts) =>
        [.. places.SelectMany(place => parts.Select(part => $"{place} {part}"))];
}
