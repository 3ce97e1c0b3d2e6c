using System.Collections.Frozen;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The words by which people name their columns, as <see cref="HeaderText"/> folds them; what is not here is looked for among the headers of the known producers.</summary>
internal static class HeaderDictionary
{
    /// <summary>Columns that say no number of their own are entries of their own, behind those that do.</summary>
    private const int FirstUnnumbered = 10_000;

    private static readonly (ColumnField Field, string? Label, string[] Words)[] Entries =
    [
        (ColumnField.FullName, null, ["name", "full name", "display name", "contact name", "contact", "nom", "nom complet", "nombre completo", "vollstandiger name", "氏名", "名前", "お名前"]),
        (ColumnField.GivenName, null, ["given name", "first name", "forename", "prenom", "vorname", "nombre", "nombre de pila", "名"]),
        (ColumnField.FamilyName, null, ["family name", "last name", "surname", "nom de famille", "nachname", "familienname", "apellido", "apellidos", "姓", "名字"]),
        (ColumnField.MiddleName, null, ["middle name", "additional name"]),
        (ColumnField.Prefix, null, ["prefix", "name prefix", "salutation", "civilite", "anrede", "tratamiento"]),
        (ColumnField.Suffix, null, ["suffix", "name suffix"]),
        (ColumnField.PhoneticGivenName, null, ["phonetic given name", "given name phonetic", "phonetic first name", "given name yomi", "given yomi", Kana("名")]),
        (ColumnField.PhoneticFamilyName, null, ["phonetic family name", "family name phonetic", "phonetic last name", "family name yomi", "surname yomi", Kana("姓"), HeaderText.Fold("フリガナ"), HeaderText.Fold("ふりがな")]),
        (ColumnField.Nickname, null, ["nickname", "surnom", "spitzname"]),
        (ColumnField.Company, null,
            ["company", "company name", "organization", "organisation", "organization name", "organisation name", "societe", "entreprise", "firma", "unternehmen", "empresa", "compania", "会社", "会社名", "勤務先"]),
        (ColumnField.PhoneticCompany, null, ["phonetic company", "company yomi", Kana("会社名")]),
        (ColumnField.Department, null, ["department", "service", "departement", "abteilung", "departamento", "部署", "部署名"]),
        (ColumnField.Title, null, ["job title", "title", "position", "fonction", "titre", "poste", "puesto", "cargo", "役職"]),
        (ColumnField.Role, null, ["role"]),
        (ColumnField.Email, null,
            ["email", "e mail", "mail", "email address", "e mail address", "emails", "courriel", "adresse e mail", "adresse email", "adresse de messagerie", "e mail adresse", "correo", "correo electronico",
                HeaderText.Fold("メール"), HeaderText.Fold("メールアドレス"), HeaderText.Fold("電子メール")]),
        (ColumnField.Email, "work", ["work email", "work e mail", "business email", "email work"]),
        (ColumnField.Email, "home", ["home email", "home e mail", "private email", "personal email", "email home"]),
        (ColumnField.Email, "other", ["other email", "other e mail"]),
        (ColumnField.Phone, null,
            ["phone", "telephone", "tel", "phone number", "telephone number", "number", "phones", "telefon", "telefonnummer", "rufnummer", "telefono", "numero de telephone", "電話", "電話番号"]),
        (ColumnField.Phone, "mobile",
            ["mobile", "mobile phone", "mobile number", "cell", "cell phone", "phone mobile", "portable", "telephone portable", "tel portable", "tel mobile", "telephone mobile", "mobil", "handy", "mobiltelefon", "mobilnummer", "movil",
                "telefono movil", "celular", "携帯", "携帯電話", "携帯番号"]),
        (ColumnField.Phone, "work", ["work phone", "business phone", "office phone", "work telephone", "phone work", "telephone professionnel", "tel professionnel", "telephone bureau", "会社電話", "勤務先電話"]),
        (ColumnField.Phone, "home", ["home phone", "private phone", "home telephone", "phone home", "telephone domicile", "自宅電話"]),
        (ColumnField.Phone, "other", ["other phone", "optional phone"]),
        (ColumnField.Phone, "fax", ["fax", "fax number", "telecopie", "ファックス"]),
        (ColumnField.Phone, "workFax", ["work fax", "business fax"]),
        (ColumnField.Phone, "homeFax", ["home fax"]),
        (ColumnField.Phone, "pager", ["pager"]),
        (ColumnField.Street, null, ["street", "street address", "address", "adresse", "rue", "strasse", "straße", "anschrift", "calle", "direccion", "住所", "番地"]),
        (ColumnField.City, null, ["city", "town", "ville", "stadt", "ort", "ciudad", "市町村"]),
        (ColumnField.Region, null, ["state", "region", "province", "bundesland", "provincia", "都道府県"]),
        (ColumnField.PostalCode, null, ["postal code", "zip", "zip code", "postcode", "code postal", "cp", "plz", "postleitzahl", "codigo postal", "郵便番号"]),
        (ColumnField.Country, null, ["country", "pays", "land", "pais", "国"]),
        (ColumnField.Url, null, ["url", "website", "web page", "web site", "homepage", "home page", "urls", "site web", "webseite", "pagina web"]),
        (ColumnField.Notes, null, ["notes", "note", "comment", "comments", "remarks", "remarques", "notizen", "bemerkungen", "notas", "備考", HeaderText.Fold("メモ")]),
        (ColumnField.Birthday, null, ["birthday", "date of birth", "date de naissance", "geburtstag", "geburtsdatum", "fecha de nacimiento", "生年月日", "誕生日"]),
        (ColumnField.Labels, null, ["labels", "tags", "categories", "groups"]),
        (ColumnField.Action, null, ["action"]),
    ];

    private static readonly FrozenDictionary<string, (ColumnField Field, string? Label)> Meanings = ByWord(word => word);

    /// <summary>Programs write the names of their fields as one word (<c>MailingPostalCode</c>).</summary>
    private static readonly FrozenDictionary<string, (ColumnField Field, string? Label)> Compact = ByWord(HeaderText.Compact);

    private static readonly OutlookLanguage[] Languages =
        [OutlookLanguage.English, OutlookFrench.Language, OutlookGerman.Language, OutlookSpanish.Language, OutlookJapanese.Language];

    /// <summary>What the column holds; <see cref="ColumnField.Custom"/> where no word is known.</summary>
    /// <param name="index">The column's place, by which it is told from others of its kind.</param>
    public static LayoutColumn Read(string header, int index)
    {
        var (folded, text) = (HeaderText.Fold(header), header.Trim());
        if ((OwnColumns.FindParticular(text) ?? GoogleColumns.FindNumbered(text)) is { } particular)
        {
            return particular;
        }

        if (MeaningOf(folded) is var (field, label))
        {
            return new LayoutColumn(text, field, label, IsAddress(field) ? AddressEntry(label) : FirstUnnumbered + index);
        }

        return FromOutlook(folded, text) ?? new LayoutColumn(text, ColumnField.Custom);
    }

    /// <summary>Whether any word of the dictionary or of a producer is the header's, beyond ASCII: evidence that the text was decoded as it was written.</summary>
    public static bool Knows(string header) => Read(header, 0).Field != ColumnField.Custom || Array.Exists(Languages, language => language.Find(HeaderText.Fold(header)) is not null);

    private static LayoutColumn? FromOutlook(string folded, string header)
    {
        var english = Languages.Select(language => language.Find(folded)).FirstOrDefault(name => name is not null);
        return english is not null && OutlookColumns.Find(english) is { } column
            ? column with { Header = header, Label = column.Field == ColumnField.Custom ? header : column.Label }
            : null;
    }

    private static (ColumnField Field, string? Label)? MeaningOf(string folded) =>
        Meanings.TryGetValue(folded, out var meaning) || Meanings.TryGetValue(HeaderText.WithoutNumber(folded), out meaning)
            || (!HasOutlook(folded) && Compact.TryGetValue(HeaderText.Compact(folded), out meaning))
            ? meaning
            : null;

    private static bool HasOutlook(string folded) => Array.Exists(Languages, language => language.Find(folded) is not null);

    private static FrozenDictionary<string, (ColumnField Field, string? Label)> ByWord(Func<string, string> key) =>
        Entries.Concat(ProducerHeaders.All)
        .SelectMany(entry => entry.Words.Select(word => KeyValuePair.Create(key(HeaderText.Fold(word)), (entry.Field, entry.Label))))
        .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsAddress(ColumnField field) => field is >= ColumnField.AddressLabel and <= ColumnField.AddressText;

    /// <summary>
    /// The parts of one address of each place belong together, whoever names them; a plain table has one without a place.
    /// </summary>
    private static int AddressEntry(string? label) => OutlookColumns.AddressEntry(label) ?? FirstUnnumbered;

    private static string Kana(string word) => HeaderText.Fold($"{word}フリガナ");
}
