namespace ServerlessContacts.Import.Layouts;

/// <summary>Classic Outlook's headers in German.</summary>
internal static class OutlookGerman
{
    public static readonly OutlookLanguage Language = new(
        "outlook-de",
        DateOrder.DayFirst,
        """
        Title = Anrede
        First Name = Vorname
        Middle Name = Weitere Vornamen
        Last Name = Nachname
        Suffix = Suffix | Namenszusatz
        Company = Firma
        Department = Abteilung
        Job Title = Position
        Business Street = Straße geschäftlich
        Business Street 2 = Straße geschäftlich 2
        Business Street 3 = Straße geschäftlich 3
        Business City = Ort geschäftlich
        Business State = Region geschäftlich
        Business Postal Code = Postleitzahl geschäftlich
        Business Country/Region = Land/Region geschäftlich | Land geschäftlich
        Home Street = Straße privat
        Home Street 2 = Straße privat 2
        Home Street 3 = Straße privat 3
        Home City = Ort privat
        Home State = Bundesland/Kanton privat | Region privat
        Home Postal Code = Postleitzahl privat
        Home Country/Region = Land/Region privat | Land privat
        Other Street = Weitere Straße
        Other Street 2 = Weitere Straße 2
        Other Street 3 = Weitere Straße 3
        Other City = Weiterer Ort
        Other State = Weiteres/r Bundesland/Kanton | Weitere/r Bundesland/Kanton | Weitere Region
        Other Postal Code = Weitere Postleitzahl
        Other Country/Region = Weiteres/e Land/Region | Weiteres Land
        Assistant's Phone = Telefon Assistent
        Business Fax = Fax geschäftlich
        Business Phone = Telefon geschäftlich
        Business Phone 2 = Telefon geschäftlich 2
        Callback = Rückmeldung
        Car Phone = Autotelefon
        Company Main Phone = Telefon Firma
        Home Fax = Fax privat
        Home Phone = Telefon privat | Telefon (privat)
        Home Phone 2 = Telefon privat 2 | Telefon (privat 2)
        ISDN = ISDN
        Mobile Phone = Mobiltelefon
        Other Fax = Weiteres Fax
        Other Phone = Weiteres Telefon
        Pager = Pager
        Primary Phone = Haupttelefon
        Radio Phone = Mobiltelefon 2
        TTY/TDD Phone = Telefon für Hörbehinderte
        Telex = Telex
        Account = Konto
        Anniversary = Jahrestag
        Assistant's Name = Assistent(in) | Name Assistent
        Billing Information = Abrechnungsinformation
        Birthday = Geburtstag
        Business Address PO Box = Postfach geschäftlich
        Categories = Kategorien
        Children = Kinder
        Directory Server = Verzeichnisserver
        E-mail Address = E-Mail-Adresse
        E-mail Type = E-Mail-Typ
        E-mail Display Name = E-Mail: Angezeigter Name
        E-mail 2 Address = E-Mail 2: Adresse
        E-mail 2 Type = E-Mail 2: Typ
        E-mail 2 Display Name = E-Mail 2: Angezeigter Name
        E-mail 3 Address = E-Mail 3: Adresse
        E-mail 3 Type = E-Mail 3: Typ
        E-mail 3 Display Name = E-Mail 3: Angezeigter Name
        Gender = Geschlecht
        Government ID Number = Regierungs-Nr.
        Hobby = Hobby
        Home Address PO Box = Postfach privat
        Initials = Initialen
        Internet Free Busy = Internet-Frei/Gebucht
        Keywords = Stichwörter
        Language = Sprache
        Location = Ort
        Manager's Name = Name des/der Vorgesetzten
        Mileage = Reisekilometer
        Notes = Notizen
        Office Location = Büro
        Organizational ID Number = Organisations-Nr.
        Other Address PO Box = Weiteres Postfach
        Priority = Priorität
        Private = Privat
        Profession = Beruf
        Referred By = Empfohlen von
        Sensitivity = Vertraulichkeit
        Spouse = Partner | Partner/in
        User 1 = Benutzer 1
        User 2 = Benutzer 2
        User 3 = Benutzer 3
        User 4 = Benutzer 4
        Web Page = Webseite
        """);
}
