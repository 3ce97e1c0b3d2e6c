using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// The headers that particular producers write, beyond the words that people use: Thunderbird, SuiteCRM, HubSpot, Salesforce and Zoho in
/// English, French, German, Spanish and Japanese; LinkedIn, Samsung, Yahoo, KDE and Evolution. As <see cref="HeaderText"/> folds them.
/// </summary>
internal static class ProducerHeaders
{
    private static readonly (ColumnField Field, string? Label, string[] Words)[] Persons =
    [
        (ColumnField.FullName, null, ["formatted name", "anzeigename", "nom a afficher", "nombre mostrado", "表示名"]),
        (ColumnField.GivenName, null, ["first", "givenname"]),
        (ColumnField.FamilyName, null, ["last", "familyname"]),
        (ColumnField.MiddleName, null, ["middle", "additional names"]),
        (ColumnField.Prefix, null, ["honorific prefix", "honorific prefixes", "name title", "saludo", "敬称"]),
        (ColumnField.Suffix, null, ["honorific suffix", "honorific suffixes"]),
        (ColumnField.Nickname, null, ["nick name", "apodo", HeaderText.Fold("ニックネーム")]),
        (ColumnField.FileAs, null, ["file as", "fileas"]),
        (ColumnField.Company, null,
        [
            "account name", "associated company", "org", "employer", "firmenname", "unternehmensname",
            "name des unternehmens", "accountname", "name des accounts", "nom de lentreprise", "nom de la societe", "nom du compte",
            "organizacion", "nombre de la empresa", "nombre de la cuenta", "組織", "取引先名", "企業名",
        ]),
        (ColumnField.Department, null, ["department name", "org unit", "部門"]),
        (ColumnField.Title, null,
            ["profession", "job", "occupation", "arbeitstitel", "titel", "jobtitel", "berufsbezeichnung",
            "intitule du poste", "intitule de poste", "titre du poste", "puesto de trabajo", "役職名"]),
        (ColumnField.Birthday, null, ["birthdate", "birth date", "dob", "bday", "anniversaire", "cumpleanos"]),
        (ColumnField.BirthYear, null, ["birth year", "geburtsjahr", "annee de naissance", "ano de nacimiento", "誕生年"]),
        (ColumnField.BirthMonth, null, ["birth month", "geburtsmonat", "mois", "mois de naissance", "mes de nacimiento", "誕生月"]),
        (ColumnField.BirthDay, null, ["birth day", "jour", "jour de naissance", "dia de nacimiento"]),
        (ColumnField.Notes, null, ["description", "contact notes", "beschreibung", "descripcion", "説明"]),
        (ColumnField.Labels, null, ["category", "tag", "group", "kategorien", "kategorie"]),
    ];

    /// <summary>A line in a building: whose, none of them says.</summary>
    private static readonly string[] Fixed =
    [
        "landline", "landline number", "landline phone", "fixed line", "festnetz", "festnetznummer", "telefon festnetz",
        "telephone fixe", "tel fixe", "fixe", "numero fixe", "numero de telephone fixe", "telefono fijo", "tel fijo",
        "numero de telefono fijo", "固定電話", "固定電話番号",
    ];

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Reach =
    [
        (ColumnField.Email, null,
            ["primary email", "primary email address", "primare e mail adresse", "e mail adressen", "premiere adresse electronique",
            "adresse electronique", "direccion de correo electronico principal", "direccion de correo electronico",
            HeaderText.Fold("Eメール")]),
        (ColumnField.Email, null,
        [
            "secondary email", "additional email addresses", "alternate email", "alternate email address", "sekundare e mail adresse",
                "deuxieme adresse electronique",
            "adresse electronique secondaire", "weitere e mail", "zweite e mail", "autre e mail", "autre email", "e mail secondaire",
            "otro correo", "otro correo electronico", "correo electronico secundario", "direccion de correo electronico secundaria",
            HeaderText.Fold("別のメールアドレス"),
        ]),
        (ColumnField.Phone, "work",
            ["work", "work number", "phone work", "phone business", "tel dienstlich", "telefon buro", "buro telefon",
            "telefon geschaftlich", "geschaftlich telefon", "telephone du bureau", "telephone travail", "telefono trabajo",
            "telefono del trabajo", "telefono laboral", "telefono oficina", "telefono de oficina", "tel oficina", "勤務先の電話番号", "会社電話番号"]),
        (ColumnField.Phone, "home", ["home", "home number", "tel privat", "telefon privat", "privattelefon",
            "tel personnel", "telephone personnel", "tel domicile", "telephone du domicile", "telephone prive", "telefon zuhause",
            "telefono del domicilio", "telefono personal", "自宅の電話", "telefono particular", "telefono de casa", "telefono casa", "tel casa",
            "自宅の電話番号", "自宅電話番号"]),
        (ColumnField.Phone, "mobile", ["mobile phone number", "mobil tel nr", "mobiltelefonnummer", "telefon mobil",
            "handynummer", "numero de telephone mobile", "numero de telephone portable", "numero de telefono movil", "telefono celular",
            "tel movil", "cellular", "cell number", "携帯電話番号"]),
        (ColumnField.Phone, "other", ["other", "other number", "phone other", "yahoo phone", "alternate phone", "weiteres telefon",
            "anderes telefon", "sonstiges telefon", "telefon sonstige", "autre telephone", "telephone autre", "otro telefono",
            "telefono alternativo", "autre tel", "autre numero de telephone", "weitere telefonnummer", "andere telefonnummer",
            "otro numero de telefono", HeaderText.Fold("その他の電話"), HeaderText.Fold("その他の電話番号")]),
        (ColumnField.Phone, "main", ["primary phone number", "main phone"]),
        (ColumnField.Phone, null, ["numero de telefono", .. Fixed]),
        (ColumnField.Phone, "assistant", ["asst phone", "assistant phone", "phone assistant", "telefon assistent", "assistent telefon",
            "telephone assistant", "assistant tel", "tel de lassistant", "tel de lassistante", "telephone de lassistant",
            "telephone de lassistante", "telefon des assistenten", "telefon der assistenz", "telefon assistenz", "telefono asistente",
            "telefono del asistente", "telefono de asistente", HeaderText.Fold("アシスタント電話"), HeaderText.Fold("アシスタントの電話")]),
        (ColumnField.Phone, "fax",
            ["phone fax", "faxnummer", "fax nummer", "telefax", "numero de fax", "telecopieur", HeaderText.Fold("FAX 番号")]),
        (ColumnField.Phone, "workFax", ["fax work", "office fax"]),
        (ColumnField.Phone, "homeFax", ["fax home"]),
        (ColumnField.Phone, "car", ["car phone"]),
        (ColumnField.Phone, "pager", ["pager number", "pager nummer", "bipeur", "buscapersonas", HeaderText.Fold("ポケットベル番号")]),
        (ColumnField.Url, null,
            ["web page 1", "web page 2", "website url", "homepage url", "webseite 1", "webseite 2", "url du site web", "site internet",
            "site web 1", "site web 2", "url del sitio web", "sitio web", "pagina web 1", "pagina web 2", HeaderText.Fold("ウェブサイト"),
            HeaderText.Fold("ウェブサイトURL"), HeaderText.Fold("ウェブページ 1"), HeaderText.Fold("ウェブページ 2")]),
        (ColumnField.Url, "work", ["business website"]),
        (ColumnField.Url, "home", ["personal website"]),
        (ColumnField.Url, "blog", ["blog feed"]),
        (ColumnField.Im, null, ["messenger id", "im address", "instant messenger", "skype id"]),
    ];

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Addresses =
    [
        (ColumnField.Street2, null, ["street 2", "street2", "address 2", "address line 2", "adresse 2", "direccion 2"]),
        (ColumnField.Street3, null, ["street 3", "street3", "address 3", "address line 3"]),
        (ColumnField.Street, null, ["street 1", "street1", "address 1", "address line 1", "adresse postale", "direccion postal"]),
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
        .. AddressWords.All,
    ];

    public static IEnumerable<(ColumnField Field, string? Label, string[] Words)> All => [.. Persons, .. Reach, .. Addresses];

    private static (ColumnField Field, string? Label, string[] Words)[] Parts(
        string label, string[] street, string[] second, string[] city, string[] region, string[] code, string[] country) =>
    [
        (ColumnField.Street, label, street), (ColumnField.Street2, label, second), (ColumnField.City, label, city),
            (ColumnField.Region, label, region),
        (ColumnField.PostalCode, label, code), (ColumnField.Country, label, country),
    ];
}
