using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>What a contact says in a column that holds one of its fields as it is.</summary>
internal static class ContactCells
{
    /// <summary>Null where it says nothing, and in columns of other kinds.</summary>
    public static string? Of(Contact contact, LayoutColumn column) =>
        OfName(contact.Name, column.Field) ?? OfWork(contact, column.Field) ?? OfReach(contact, column) ?? OfAddress(contact, column) ?? OfCustom(contact, column);

    private static string? OfName(ContactName name, ColumnField field) => field switch
    {
        ColumnField.FullName => name.Full,
        ColumnField.GivenName => name.Given,
        ColumnField.MiddleName => name.Middle,
        ColumnField.FamilyName => name.Family,
        ColumnField.Prefix => name.Prefix,
        ColumnField.Suffix => name.Suffix,
        ColumnField.PhoneticGivenName => name.PhoneticGiven,
        ColumnField.PhoneticFamilyName => name.PhoneticFamily,
        _ => null,
    };

    private static string? OfWork(Contact contact, ColumnField field) => field switch
    {
        ColumnField.Nickname => contact.Nickname,
        ColumnField.Company => contact.Organization?.Name,
        ColumnField.PhoneticCompany => contact.Organization?.PhoneticName,
        ColumnField.Department => contact.Organization?.Department,
        ColumnField.Title => contact.Organization?.Title,
        ColumnField.Role => contact.Role,
        ColumnField.Birthday => contact.Birthday,
        ColumnField.Notes => contact.Notes,
        _ => null,
    };

    private static string? OfReach(Contact contact, LayoutColumn column) => column.Field switch
    {
        ColumnField.Email => At(contact.Emails, column)?.Address,
        ColumnField.EmailLabel => At(contact.Emails, column)?.Label,
        ColumnField.Phone => At(contact.Phones, column)?.Number,
        ColumnField.PhoneLabel => At(contact.Phones, column)?.Label,
        ColumnField.PhoneExtension => At(contact.Phones, column)?.Extension,
        ColumnField.PhoneShort => At(contact.Phones, column)?.Short,
        ColumnField.Im => At(contact.Ims, column)?.Address,
        ColumnField.ImProtocol => At(contact.Ims, column)?.Protocol,
        ColumnField.ImLabel => At(contact.Ims, column)?.Label,
        ColumnField.Url => At(contact.Urls, column)?.Url,
        ColumnField.UrlLabel => At(contact.Urls, column)?.Label,
        _ => null,
    };

    private static string? OfAddress(Contact contact, LayoutColumn column) => OfAddress(At(contact.Addresses, column), column.Field);

    public static string? OfAddress(PostalAddress? address, ColumnField field) => field switch
    {
        ColumnField.AddressLabel => address?.Label,
        ColumnField.Street => address?.Street,
        ColumnField.ExtendedAddress => address?.Extended,
        ColumnField.PoBox => address?.PoBox,
        ColumnField.City => address?.City,
        ColumnField.Region => address?.Region,
        ColumnField.PostalCode => address?.PostalCode,
        ColumnField.Country => address?.Country,
        ColumnField.FormattedAddress or ColumnField.AddressText => address?.Formatted,
        _ => null,
    };

    private static string? OfCustom(Contact contact, LayoutColumn column) =>
        column.Field == ColumnField.Custom ? contact.Custom.GetValueOrDefault(column.Label ?? column.Header) : null;

    public static T? At<T>(IReadOnlyList<T> list, LayoutColumn column)
        where T : class => column.Entry <= list.Count ? list[column.Entry - 1] : null;
}
