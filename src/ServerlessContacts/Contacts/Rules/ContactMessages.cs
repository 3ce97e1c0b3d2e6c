namespace ServerlessContacts.Contacts;

/// <summary>Codes and sentences of what can be wrong with a contact. Codes are a contract; sentences may be improved.</summary>
public static class ContactMessages
{
    public const string EmptyContact = "contact-empty";
    public const string EmptyContactText = "A contact needs a name, a phone number or an e-mail address.";

    public const string InternalName = "internal-name-required";
    public const string InternalNameText = "An internal contact needs a given name and a family name.";

    public const string TooLong = "too-long";
    public const string TooMany = "too-many";
    public const string TooLarge = "contact-too-large";
    public const string TooLargeText = "The contact is larger than 224 KiB.";

    public const string Required = "required";
    public const string RequiredText = "Expected a value.";

    public const string InvalidDate = "date-invalid";
    public const string InvalidDateText = "Expected a date such as 1980-04-09, or --04-09 where the year is unknown.";

    public const string InvalidUrl = "url-invalid";
    public const string InvalidUrlText = "Expected a web address such as https://example.com.";
}
