using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import.Layouts;

/// <summary>Tables as particular programs write them, known by their headers alone.</summary>
public sealed class ProducerTests
{
    private const string Ada = "Ada Winter|ada@example.com,ada2@example.com|+81311112222 work,+81322223333 home,+81344445555 mobile|home:1 Elm St;Flat 2,York,YO1,GB|work:2 Oak St,Leeds,LS1,GB|Clerk@ACME|1980-04-09";

    private const string Sold = "Ada,Winter,Dr.,Clerk,Sales,ACME,ada@example.com,03-4444-5555,03-1111-2222,03-2222-3333,,"
        + "2 Oak St,Leeds,,LS1,GB,1 Elm St,York,1980-04-09,Likes tea\n";

    private const string SoldAda = "Dr. Ada Winter|ada@example.com|+81344445555 mobile,+81311112222 work,+81322223333 home|"
        + "work:2 Oak St,Leeds,LS1,GB|other:1 Elm St,York|Clerk@ACME|1980-04-09|Likes tea";

    private const string Hub =
        "Ada,Winter,ada@example.com,03-1111-2222,03-4444-5555,ACME,Clerk,2 Oak St,Leeds,,LS1,GB,https://example.com\n";

    private const string HubAda =
        "Ada Winter|ada@example.com|+81311112222,+81344445555 mobile|:2 Oak St,Leeds,LS1,GB|Clerk@ACME|https://example.com";

    public static TheoryData<string, string, string> Tables => new()
    {
        {
            "Thunderbird in English",
            "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,"
            + "Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,"
            + "Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,"
            + "Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,"
            + "Custom 1,Custom 2,Custom 3,Custom 4,Notes\n"
            + "Ada,Winter,Ada Winter,,ada@example.com,ada2@example.com,,03-1111-2222,03-2222-3333,,,03-4444-5555,1 Elm St,Flat 2,York,,"
            + "YO1,GB,2 Oak St,,Leeds,,LS1,GB,Clerk,,ACME,,,1980,4,9,,,,,\n",
            Ada
        },
        {
            "Thunderbird in German",
            "Vorname;Nachname;Anzeigename;Spitzname;Primäre E-Mail-Adresse;Sekundäre E-Mail-Adresse;Messenger-Name;Tel. dienstlich;"
            + "Tel. privat;Fax-Nummer;Pager-Nummer;Mobil-Tel.-Nr.;Privat: Adresse;"
            + "Privat: Adresse 2;Privat: Ort;Privat: Bundesland;Privat: PLZ;Privat: Land;Dienstlich: Adresse;Dienstlich: Adresse 2;"
            + "Dienstlich: Ort;Dienstlich: Bundesland;Dienstlich: PLZ;Dienstlich: Land;"
            + "Arbeitstitel;Abteilung;Organisation;Webseite 1;Webseite 2;Geburtsjahr;Geburtsmonat;Geburtstag;Benutzerdef. 1;"
            + "Benutzerdef. 2;Benutzerdef. 3;Benutzerdef. 4;Notizen\n"
            + "Ada;Winter;Ada Winter;;ada@example.com;ada2@example.com;;03-1111-2222;03-2222-3333;;;03-4444-5555;1 Elm St;Flat 2;York;;"
            + "YO1;GB;2 Oak St;;Leeds;;LS1;GB;Clerk;;ACME;;;1980;4;9;;;;;\n",
            Ada
        },
        {
            "Thunderbird in French",
            "Prénom,Nom de famille,Nom à afficher,Surnom,Première adresse électronique,Deuxième adresse électronique,Nom de l'écran,"
            + "Tél. professionnel,Tél. personnel,Fax,Pager,Portable,Adresse privée,"
            + "Adresse privée 2,Ville,Pays/État,Code postal,Région,Adresse professionnelle,Adresse professionnelle 2,Ville,Pays/État,"
            + "Code postal,Région,Profession,Service,Société,Site Web 1,Site Web 2,"
            + "Année de naissance,Mois,Jour,Divers 1,Divers 2,Divers 3,Divers 4,Notes\n"
            + "Ada,Winter,Ada Winter,,ada@example.com,ada2@example.com,,03-1111-2222,03-2222-3333,,,03-4444-5555,1 Elm St,Flat 2,York,,"
            + "YO1,,2 Oak St,,Leeds,,LS1,,Clerk,,ACME,,,1980,4,9,,,,,\n",
            Ada.Replace(",GB", "", StringComparison.Ordinal)
        },
        {
            "Thunderbird in Spanish",
            "Nombre,Apellidos,Nombre mostrado,Apodo,Dirección de correo electrónico principal,"
            + "Dirección de correo electrónico secundaria,Nombre en pantalla,Teléfono (Trabajo),Teléfono particular,Fax,Buscapersonas,"
            + "Teléfono móvil,Dirección personal,Dirección personal 2,Ciudad donde vive,Provincia,Código postal,País de residencia,"
            + "Dirección de trabajo,Dirección de trabajo 2,Ciudad (Trabajo),Provincia (Trabajo),"
            + "Código postal (Trabajo),País (Trabajo),Puesto,Departamento,Organización,Página web 1,Página web 2,Año de nacimiento,"
            + "Mes de nacimiento,Día de nacimiento,Personalizado 1,Notas\n"
            + "Ada,Winter,Ada Winter,,ada@example.com,ada2@example.com,,03-1111-2222,03-2222-3333,,,03-4444-5555,1 Elm St,Flat 2,York,,"
            + "YO1,GB,2 Oak St,,Leeds,,LS1,GB,Clerk,,ACME,,,1980,4,9,,\n",
            Ada
        },
        {
            "Thunderbird in Japanese",
            "名,姓,表示名,ニックネーム,メールアドレス,別のメールアドレス,スクリーンネーム,勤務先の電話番号,自宅の電話番号,FAX 番号,ポケットベル番号,携帯電話番号,番地 (自宅),番地 (自宅) 2,市区町村 (自宅),都道府県 (自宅),"
            + "郵便番号 (自宅),国 (自宅),番地 (勤務先),番地 (勤務先) 2,市区町村 (勤務先),都道府県 (勤務先),郵便番号 (勤務先),国 (勤務先),役職,部門,組織,ウェブページ 1,ウェブページ 2,誕生年,誕生月,誕生日,"
            + "追加情報 1,メモ\n"
            + "Ada,Winter,Ada Winter,,ada@example.com,ada2@example.com,,03-1111-2222,03-2222-3333,,,03-4444-5555,1 Elm St,Flat 2,York,,"
            + "YO1,GB,2 Oak St,,Leeds,,LS1,GB,Clerk,,ACME,,,1980,4,9,,\n",
            Ada
        },
        {
            "SuiteCRM",
            "First Name,Last Name,ID,Salutation,Title,Department,Account Name,Email Address,Mobile,Office Phone,Home,Other Phone,Fax,"
            + "Primary Address Street,Primary Address City,Primary Address State,"
            + "Primary Address Postal Code,Primary Address Country,Alternate Address Street,Alternate Address City,Birthdate,Description\n"
            + "Ada,Winter,17,Ms.,Clerk,Sales,ACME,ada@example.com,03-4444-5555,03-1111-2222,03-2222-3333,,,2 Oak St,Leeds,,LS1,GB,"
            + "1 Elm St,York,1980-04-09,Likes tea\n",
            "Ms. Ada Winter|ada@example.com|+81344445555 mobile,+81311112222 work,+81322223333 home|work:2 Oak St,Leeds,LS1,GB|"
            + "other:1 Elm St,York|Clerk@ACME|1980-04-09|Likes tea|ID=17"
        },
        {
            "SuiteCRM, by the names of its fields",
            "salutation,last_name,title,account_name,email_address,phone_mobile,phone_work,phone_home,primary_address_street,"
            + "primary_address_city,primary_address_postalcode,alt_address_street,alt_address_city,birthdate,description\n"
            + "Ms.,Winter,Clerk,ACME,ada@example.com,03-4444-5555,03-1111-2222,03-2222-3333,2 Oak St,Leeds,LS1,1 Elm St,York,"
            + "1980-04-09,Likes tea\n",
            "Ms. Winter|ada@example.com|+81344445555 mobile,+81311112222 work,+81322223333 home|work:2 Oak St,Leeds,LS1|"
            + "other:1 Elm St,York|Clerk@ACME|1980-04-09|Likes tea"
        },
        {
            "HubSpot",
            "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Associated Company,Job Title,"
            + "Street Address,City,State/Region,Postal Code,Country/Region,Website URL,Date of birth\n"
            + "17,Ada,Winter,ada@example.com,03-1111-2222,03-4444-5555,,ACME,Clerk,2 Oak St,Leeds,,LS1,GB,https://example.com,1980-04-09\n",
            "Ada Winter|ada@example.com|+81311112222,+81344445555 mobile|:2 Oak St,Leeds,LS1,GB|Clerk@ACME|1980-04-09|"
            + "https://example.com|Record ID=17"
        },
        {
            "Salesforce",
            "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,"
            + "Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Birthdate\n"
            + "Ms.,Ada,Winter,Clerk,ACME,2 Oak St,Leeds,,LS1,GB,03-1111-2222,03-4444-5555,,ada@example.com,1980-04-09\n",
            "Ms. Ada Winter|ada@example.com|+81311112222,+81344445555 mobile|work:2 Oak St,Leeds,LS1,GB|Clerk@ACME|1980-04-09"
        },
        {
            "Salesforce, by the names of its fields",
            "FirstName,LastName,Title,MailingStreet,MailingCity,MailingPostalCode,MailingCountry,OtherStreet,OtherCity,Phone,"
            + "MobilePhone,HomePhone,Email,Birthdate,Description\n"
            + "Ada,Winter,Clerk,2 Oak St,Leeds,LS1,GB,1 Elm St,York,03-1111-2222,03-4444-5555,03-2222-3333,ada@example.com,1980-04-09,"
            + "Likes tea\n",
            "Ada Winter|ada@example.com|+81311112222,+81344445555 mobile,+81322223333 home|work:2 Oak St,Leeds,LS1,GB|other:1 Elm St,"
            + "York|Clerk@|1980-04-09|Likes tea"
        },
        {
            "Zoho",
            "Record Id,First Name,Last Name,Account Name,Email,Title,Department,Phone,Home Phone,Mobile,Date of Birth,Asst Phone,"
            + "Mailing Street,Mailing City,Mailing Zip,Mailing Country,Other Street,Other City,Description,Secondary Email\n"
            + "zcrm_17,Ada,Winter,ACME,ada@example.com,Clerk,,03-1111-2222,03-2222-3333,03-4444-5555,1980-04-09,,2 Oak St,Leeds,LS1,GB,"
            + "1 Elm St,York,Likes tea,ada2@example.com\n",
            "Ada Winter|ada@example.com,ada2@example.com|+81311112222,+81322223333 home,+81344445555 mobile|work:2 Oak St,Leeds,LS1,"
            + "GB|other:1 Elm St,York|Clerk@ACME|1980-04-09|Likes tea|Record Id=zcrm_17"
        },
        {
            "SuiteCRM in German",
            "Vorname:,Nachname:,Anrede,Titel,Abteilung,Firmenname,E-Mail Adresse(n),Telefon mobil,Telefon Büro,Telefon privat,"
            + "Weiteres Telefon,Hauptadresse,Hauptadresse Stadt:,Hauptadresse Bundesland:,Hauptadresse PLZ:,Hauptadresse Land:,Alternative Adresse,"
            + "Alternative Adresse Stadt:,Geburtsdatum,Beschreibung\n" + Sold,
            SoldAda
        },
        {
            "SuiteCRM in French",
            "Prénom :,Nom de famille :,Civilité,Intitulé du poste :,Service :,Nom du compte,Adresse électronique :,Téléphone mobile :,"
            + "Téléphone du bureau :,Téléphone (domicile) :,Téléphone Autre:,Adresse principale - Rue,Adresse principale - Ville,"
            + "Adresse principale - Province,Adresse principale - Code Postal,Pays (adresse principale) :,Adresse secondaire - Rue 1 :,"
            + "Adresse secondaire - Ville :,Date de naissance :,Description\n" + Sold,
            SoldAda
        },
        {
            "Salesforce in German",
            "Vorname,Nachname,Anrede,Titel,Abteilung,Accountname,E-Mail,Mobil,Telefon geschäftlich,Telefon privat,Sonstiges Telefon,"
            + "Straße (Postanschrift),Stadt (Postanschrift),Bundesland/Kanton (Postanschrift),PLZ (Postanschrift),Land (Postanschrift),"
            + "Straße (Andere Adresse),Stadt (Andere Adresse),Geburtsdatum,Beschreibung\n" + Sold,
            SoldAda
        },
        {
            "Salesforce in Japanese",
            "名,姓,敬称,役職,部署,取引先名,メール,携帯,会社電話,自宅電話,その他の電話,町名・番地(郵送先),市区郡(郵送先),都道府県(郵送先),郵便番号(郵送先),"
            + "国(郵送先),町名・番地(その他),市区郡(その他),誕生日,説明\n" + Sold,
            SoldAda
        },
        {
            "Zoho in Spanish",
            "Nombre,Apellidos,Tratamiento,Cargo,Departamento,Nombre de la cuenta,Correo electrónico,Móvil,Teléfono del trabajo,"
            + "Teléfono particular,Otro teléfono,Calle (dirección postal),Ciudad (dirección postal),Provincia (dirección postal),"
            + "Código postal (dirección postal),País (dirección postal),Otra calle,Otra ciudad,Fecha de nacimiento,Descripción\n" + Sold,
            SoldAda
        },
        {
            "HubSpot in German",
            "Vorname,Nachname,E-Mail,Telefonnummer,Mobiltelefonnummer,Unternehmensname,Jobtitel,Straße,Stadt,Bundesland/Region,"
            + "Postleitzahl,Land/Region,Website-URL\n" + Hub,
            HubAda
        },
        {
            "HubSpot in French",
            "Prénom,Nom,E-mail,Numéro de téléphone,Numéro de téléphone mobile,Nom de l'entreprise,Intitulé de poste,Adresse postale,Ville,"
            + "État/région,Code postal,Pays/région,URL du site web\n" + Hub,
            HubAda
        },
        {
            "HubSpot in Spanish",
            "Nombre,Apellidos,Correo,Número de teléfono,Número de teléfono móvil,Nombre de la empresa,Cargo,Dirección,Ciudad,"
            + "Estado o región,Código postal,País o región,URL del sitio web\n" + Hub,
            HubAda
        },
        {
            "HubSpot in Japanese",
            "名,姓,Eメール,電話番号,携帯電話番号,会社名,役職,番地,市区町村,都道府県/地域,郵便番号,国/地域,ウェブサイトURL\n" + Hub,
            HubAda
        },
        {
            "LinkedIn",
            "Notes:\n\"When exporting your connection data, you may notice that some addresses are missing.\"\n\nFirst Name,"
            + "Last Name,URL,Email Address,Company,Position,Connected On\n"
            + "Ada,Winter,https://example.com/in/ada,ada@example.com,ACME,Clerk,09 Apr 2019\n",
            "Ada Winter|ada@example.com|Clerk@ACME|https://example.com/in/ada|Connected On=09 Apr 2019"
        },
        {
            "Samsung",
            "Display name,First name,Last name,Nickname,Mobile phone,Home phone,Work phone,Email,Street1,Street2,City,Zipcode,"
            + "Organization,Title,DOB\n"
            + "Ada Winter,Ada,Winter,,03-4444-5555,03-2222-3333,03-1111-2222,ada@example.com,2 Oak St,Floor 3,Leeds,LS1,ACME,Clerk,"
            + "1980-04-09\n",
            "Ada Winter|ada@example.com|+81344445555 mobile,+81322223333 home,+81311112222 work|:2 Oak St;Floor 3,Leeds,LS1|"
            + "Clerk@ACME|1980-04-09"
        },
        {
            "Yahoo",
            "First,Middle,Last,Nickname,Email,Category,Distribution Lists,Messenger ID,Home,Work,Pager,Fax,Mobile,Other,Yahoo Phone,"
            + "Primary,Alternate Email 1,Alternate Email 2,Personal Website,Business Website,Title,"
            + "Company,Work Address,Work City,Work County,Work Post Code,Work Country,Home Address,Home City,Home County,"
            + "Home Post Code,Home Country,Birthday,Anniversary,Custom 1,Comments\n"
            + "Ada,,Winter,,ada@example.com,,,,03-2222-3333,03-1111-2222,,,03-4444-5555,,,,ada2@example.com,,,,Clerk,ACME,2 Oak St,"
            + "Leeds,,LS1,GB,1 Elm St,York,,YO1,GB,1980-04-09,,,Likes tea\n",
            "Ada Winter|ada@example.com,ada2@example.com|+81322223333 home,+81311112222 work,+81344445555 mobile|work:2 Oak St,Leeds,"
            + "LS1,GB|home:1 Elm St,York,YO1,GB|Clerk@ACME|1980-04-09|Likes tea"
        },
        {
            "KDE",
            "Formatted Name,Prefix,Given Name,Additional Names,Family Name,Suffix,Nickname,Birthday,Home Address Street,"
            + "Home Address Post Office Box,Home Address City,Home Address State,Home Address Zip Code,"
            + "Home Address Country,Business Address Street,Business Address City,Business Address Zip Code,Business Address Country,"
            + "Home Phone,Business Phone,Mobile Phone,Email Address,Title,Role,Organization,Note,Homepage\n"
            + "Ada Winter,,Ada,,Winter,,,1980-04-09,1 Elm St,,York,,YO1,GB,2 Oak St,Leeds,LS1,GB,03-2222-3333,03-1111-2222,"
            + "03-4444-5555,ada@example.com,Clerk,,ACME,Likes tea,\n",
            "Ada Winter|ada@example.com|+81322223333 home,+81311112222 work,+81344445555 mobile|home:1 Elm St,York,YO1,GB|"
            + "work:2 Oak St,Leeds,LS1,GB|Clerk@ACME|1980-04-09|Likes tea"
        },
        {
            "Evolution",
            "full_name,given_name,family_name,nickname,email_1,email_2,phone_business,phone_home,phone_mobile,address_home_street,"
            + "address_home_city,address_home_postal_code,org,title,birth_date,note\n"
            + "Ada Winter,Ada,Winter,,ada@example.com,ada2@example.com,03-1111-2222,03-2222-3333,03-4444-5555,1 Elm St,York,YO1,ACME,"
            + "Clerk,1980-04-09,Likes tea\n",
            "Ada Winter|ada@example.com,ada2@example.com|+81311112222 work,+81322223333 home,+81344445555 mobile|home:1 Elm St,York,"
            + "YO1|Clerk@ACME|1980-04-09|Likes tea"
        },
        { "a salutation and a family name", "Salutation,Last Name,Phone\nMr,Smith,03-1111-2222\n", "Mr Smith|+81311112222" },
        { "a place with nothing but its address", "Name,Home Address\nAda,\"1 Elm St, York\"\n", "Ada|home:1 Elm St, York" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_of_a_program_is_read_by_its_headers(string program, string table, string contact)
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.ImportAsync(table);
        Assert.Equal((program, ImportStatus.Done, 1, 0), (program, import.Status, import.Rows.Created, import.Rows.Rejected));
        Assert.Equal(contact, Describe(await rig.OnlyContactAsync()));
    }

    [Theory]
    [InlineData("Birth Year,Birth Month,Birth Day", "1980,4,9", "1980-04-09", "")]
    [InlineData("Birth Year,Birth Month,Birth Day", ",4,9", "--04-09", "")]
    [InlineData("Birth Year,Birth Month,Birth Day", "1980,,", null, "Birth Year=1980")]
    [InlineData("Birth Year,Birth Month,Birth Day", "1980,13,9", null, "Birth Day=9,Birth Month=13,Birth Year=1980")]
    public async Task A_birthday_in_parts_is_one_date(string headers, string cells, string? birthday, string kept)
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync($"Name,{headers}\nAda,{cells}\n");
        var ada = await rig.OnlyContactAsync();
        Assert.Equal((birthday, kept), (ada.Birthday, Custom(ada)));
    }

    private static string Describe(Contact contact)
    {
        string?[] parts =
        [
            contact.Name.Full,
            string.Join(',', contact.Emails.Select(email => email.Address)),
            string.Join(',', contact.Phones.Select(phone => $"{phone.Number} {phone.Label}".Trim())),
            .. contact.Addresses.Select(Describe),
            contact.Organization is { } work ? $"{work.Title}@{work.Name}" : null,
            contact.Birthday, contact.Notes, .. contact.Urls.Select(page => page.Url), Custom(contact),
        ];
        return string.Join('|', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string Describe(PostalAddress address) =>
        $"{address.Label}:{string.Join(',', new[] { address.Street?.Replace('\n', ';'), address.City, address.Region, address.PostalCode, address.Country, address.Formatted }.Where(part => part is not null))}";

    private static string Custom(Contact contact) => string.Join(',', contact.Custom.Select(field => $"{field.Key}={field.Value}"));
}
