namespace ServerlessContacts.Export;

/// <summary>The formats in which contacts leave; the names are part of the HTTP contract.</summary>
public enum ExportFormat
{
    /// <summary>Our own CSV, which holds all but pictures.</summary>
    Csv,

    /// <summary>The CSV of Google Contacts since 2024.</summary>
    Google,

    /// <summary>The CSV of Outlook with English headers.</summary>
    Outlook,
    Vcard3,
    Vcard4,
}

public static class ExportFormats
{
    public static bool IsCard(this ExportFormat format) => format is ExportFormat.Vcard3 or ExportFormat.Vcard4;

    public static string ContentType(this ExportFormat format) => format.IsCard() ? "text/vcard; charset=utf-8" : "text/csv; charset=utf-8; header=present";

    public static string FileName(this ExportFormat format) => format switch
    {
        ExportFormat.Csv => "contacts.csv",
        ExportFormat.Google => "contacts-google.csv",
        ExportFormat.Outlook => "contacts-outlook.csv",
        _ => "contacts.vcf",
    };
}
