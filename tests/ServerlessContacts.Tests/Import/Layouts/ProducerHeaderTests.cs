using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Tests.Import.Layouts;

/// <summary>Single headers that producers write, and what is read from their columns.</summary>
public sealed class ProducerHeaderTests
{
    public static TheoryData<string, string> Headers { get; } = new()
    {
        // Salesforce.
        { "Calle de correspondencia", "Street work" },
        { "Ciudad de correspondencia", "City work" },
        { "Estado o provincia de correspondencia", "Region work" },
        { "Código postal de correspondencia", "PostalCode work" },
        { "País de correspondencia", "Country work" },
        { "Otra calle", "Street other" },
        { "Otro código postal", "PostalCode other" },
        { "Otro país", "Country other" },
        { "Otro estado o provincia", "Region other" },
        { "Rue de l'adresse postale", "Street work" },
        { "Ville de l'adresse postale", "City work" },
        { "Pays de l'adresse postale", "Country work" },
        { "Autre ville", "City other" },
        { "Straße der Postanschrift", "Street work" },
        { "Andere Stadt", "City other" },
        { "Anderes Land", "Country other" },
        { "郵送先 (町名・番地)", "Street work" },
        { "郵送先 (市区郡)", "City work" },
        { "町名・番地 (郵送先)", "Street work" },
        { "その他 (郵便番号)", "PostalCode other" },
        // HubSpot.
        { "Straße und Hausnummer", "Street" },
        { "Strasse und Hausnummer", "Street" },
        { "Straße/Hausnummer", "Street" },
        { "Adresse (Straße und Hausnummer)", "Street" },
        { "Adresse de rue", "Street" },
        { "Numéro et rue", "Street" },
        { "N° et rue", "Street" },
        { "Dirección postal", "Street" },
        { "Calle y número", "Street" },
        { "Dirección de calle", "Street" },
        { "住所（番地）", "Street" },
        { "番地・建物名", "Street" },
        { "Numéro de fax", "Phone fax" },
        { "Número de fax", "Phone fax" },
        { "FAX番号", "Phone fax" },
        { "Puesto", "Title" },
        // Zoho.
        { "Téléphone fixe", "Phone" },
        { "Tél. fixe", "Phone" },
        { "Festnetz", "Phone" },
        { "Festnetznummer", "Phone" },
        { "Teléfono fijo", "Phone" },
        { "固定電話", "Phone" },
        { "Landline", "Phone" },
        { "Tél. de l'assistant", "Phone assistant" },
        { "Téléphone de l'assistant(e)", "Phone assistant" },
        { "Tél. de l’assistante", "Phone assistant" },
        { "Telefon des Assistenten", "Phone assistant" },
        { "Teléfono de asistente", "Phone assistant" },
        { "アシスタントの電話", "Phone assistant" },
        { "Téléphone du domicile", "Phone home" },
        { "Tél. domicile", "Phone home" },
        { "Teléfono del domicilio", "Phone home" },
        { "Telefon (privat)", "Phone home" },
        { "自宅の電話", "Phone home" },
        { "Autre tél.", "Phone other" },
        { "Weitere Telefonnummer", "Phone other" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_is_read_as_its_producer_means_it(string header, string meaning)
    {
        var column = HeaderDictionary.Read(header, 0);
        Assert.Equal(meaning, $"{column.Field} {column.Label}".Trim());
    }
}
