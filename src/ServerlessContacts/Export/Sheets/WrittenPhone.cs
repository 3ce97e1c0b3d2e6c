using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>A phone in one cell: as the person wrote it who entered it, unless that would be read as another number.</summary>
internal static class WrittenPhone
{
    public const string Extension = " ext. ";

    /// <summary>For layouts that have a column of its own for the extension.</summary>
    public static string Of(Phone phone, PhoneParser parser) =>
        Normal(parser.Parse(phone.Raw)) is var (number, _) && number == phone.Number ? phone.Raw : phone.Number;

    public static string WithExtension(Phone phone, PhoneParser parser) =>
        Normal(parser.Parse(phone.Raw)) == (phone.Number, phone.Extension) && SeveralValues.AreNotIn(phone.Raw) ? phone.Raw
        : phone.Extension is null || phone.Number is not ['+', ..] || !IsDialled(phone.Extension) ? phone.Number
        : phone.Number + Extension + phone.Extension;

    /// <summary>What a reader takes for an extension.</summary>
    private static bool IsDialled(string extension) => extension.Length <= 15 && !extension.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static (string Number, string? Extension) Normal(PhoneParseResult parsed) =>
        (parsed.IsParsed ? parsed.Phone.Number! : parsed.Raw, parsed.Kind == PhoneParseKind.Unrecoverable ? null : parsed.Phone.Extension);
}
