namespace ServerlessContacts.Contacts.Layouts;

/// <summary>What a column of a file holds, in the words of the model. Files that are read and files that are written name their columns by these.</summary>
public enum ColumnField
{
    /// <summary>Kept among the custom fields, under the column's name.</summary>
    Custom,

    /// <summary>Says nothing of the person: passed over when read, left empty when written.</summary>
    Ignored,
    FullName,

    /// <summary>The name to file by: the full name where the row has no other, else kept among the custom fields.</summary>
    FileAs,
    GivenName,
    MiddleName,
    FamilyName,
    Prefix,
    Suffix,
    PhoneticGivenName,
    PhoneticFamilyName,
    Nickname,
    Company,
    PhoneticCompany,
    Department,
    Title,
    Role,
    Birthday,

    /// <summary>The birthday in columns of its parts.</summary>
    BirthYear,
    BirthMonth,
    BirthDay,
    Notes,

    /// <summary>The owner's labels, several in one cell.</summary>
    Labels,

    /// <summary><c>person</c> or <c>organization</c>.</summary>
    Kind,

    /// <summary><c>yes</c> for somebody of the organisation without an account.</summary>
    Internal,

    /// <summary>The id of the folder in the shared tree.</summary>
    Folder,

    /// <summary>The ids of the organisation's groups, several in one cell.</summary>
    Groups,

    /// <summary>Who sees a personal contact beside its owner, in the words of the HTTP contract.</summary>
    Visibility,
    Email,
    EmailLabel,
    EmailDefault,

    /// <summary><c>SMTP</c>, or <c>EX</c> where the address is a name inside an Exchange server.</summary>
    EmailKind,
    Phone,
    PhoneLabel,
    PhoneExtension,
    PhoneShort,
    PhoneDefault,
    AddressLabel,
    Street,

    /// <summary>The second line of a street that is written in several columns.</summary>
    Street2,
    Street3,
    ExtendedAddress,
    PoBox,
    City,
    Region,
    PostalCode,
    Country,

    /// <summary>The address as one text, which stands beside its parts.</summary>
    FormattedAddress,

    /// <summary>The address as one text, which counts only where it has no parts.</summary>
    AddressText,
    Im,
    ImProtocol,
    ImLabel,
    Url,
    UrlLabel,

    /// <summary>The name of the custom field whose value the entry's <see cref="CustomValue"/> is.</summary>
    CustomName,
    CustomValue,

    /// <summary>What to do with the row: add, modify or delete.</summary>
    Action,
}

/// <summary>A column of a layout.</summary>
/// <param name="Header">As it stands in the header row.</param>
/// <param name="Label">The label of the values, where the column itself says it; or the name of the custom field, where it differs from the header.</param>
/// <param name="Entry">Columns of one kind of list (e-mails, phones, addresses, …) that share a number make one entry of it; numbers begin with 1.</param>
public sealed record LayoutColumn(string Header, ColumnField Field, string? Label = null, int Entry = 1);
