using System.Security.Cryptography;
using System.Text;

namespace ServerlessContacts.Search;

/// <summary>
/// Lines of a document that are no text but say where the contact belongs, so that the index answers filters as it answers words. They are
/// made of control characters, which no folded text holds: nothing that anybody types meets them.
/// </summary>
internal static class DocumentTags
{
    private const char GroupKind = '\u0001';
    private const char FolderKind = '\u0002';
    private const char LabelKind = '\u0003';
    private const char DepartmentKind = '\u0004';
    private const char NumberKind = '\u0005';
    private const char NumberEnd = '\u0006';

    /// <summary>The first of the sixteen characters that stand for hexadecimal digits.</summary>
    private const char Digits = '\u0010';

    /// <summary>48 bits: two of 100,000 different values are the same once in 50,000 tenants.</summary>
    private const int HashBytes = 6;

    public static string Group(string id) => Hashed(GroupKind, id);

    /// <param name="id">Empty for the root.</param>
    public static string Folder(string id) => Hashed(FolderKind, id);

    public static string Label(string label) => Hashed(LabelKind, label);

    /// <summary>Whatever its case, width and accents.</summary>
    public static string Department(string department) => Hashed(DepartmentKind, TextFold.Fold(department));

    /// <summary>A number of a few digits, which would be found within many others.</summary>
    public static string Number(string digits) => NumberKind + string.Create(digits.Length, digits, static (tag, digits) =>
    {
        for (var at = 0; at < digits.Length; at++)
        {
            tag[at] = (char)(Digits + (digits[at] - '0'));
        }
    }) + NumberEnd;

    private static string Hashed(char kind, string value)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(value));
        return string.Create(1 + (2 * HashBytes), (kind, hash), static (tag, from) =>
        {
            tag[0] = from.kind;
            for (var at = 0; at < HashBytes; at++)
            {
                tag[(2 * at) + 1] = (char)(Digits + (from.hash[at] >> 4));
                tag[(2 * at) + 2] = (char)(Digits + (from.hash[at] & 15));
            }
        });
    }
}
