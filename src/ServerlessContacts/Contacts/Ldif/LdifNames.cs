using System.Collections.Frozen;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>What the attributes of directories and of Netscape's heirs are called.</summary>
internal static class LdifNames
{
    /// <summary>Attributes that become one property each; the types say what a number, address or page is for.</summary>
    private static readonly FrozenDictionary<string, (string Name, string[] Types)> Plain = new (string Key, string Name, string[] Types)[]
    {
        ("mozillanickname", "NICKNAME", []), ("xmozillanickname", "NICKNAME", []), ("mail", "EMAIL", []), ("email", "EMAIL", []),
            ("rfc822mailbox", "EMAIL", []), ("mozillasecondemail", "EMAIL", []),
        ("telephonenumber", "TEL", ["WORK"]), ("homephone", "TEL", ["HOME"]), ("mobile", "TEL", ["CELL"]), ("cellphone", "TEL", ["CELL"]),
            ("carphone", "TEL", ["CAR"]),
        ("facsimiletelephonenumber", "TEL", ["FAX"]), ("fax", "TEL", ["FAX"]), ("homefacsimiletelephonenumber", "TEL", ["HOME", "FAX"]),
            ("pager", "TEL", ["PAGER"]), ("pagerphone", "TEL", ["PAGER"]),
        ("otherphone", "TEL", ["OTHER"]), ("companyphone", "TEL", ["MAIN"]), ("title", "TITLE", []), ("description", "NOTE", []),
            ("info", "NOTE", []), ("notes", "NOTE", []),
        ("mozillaworkurl", "URL", ["WORK"]), ("workurl", "URL", ["WORK"]), ("mozillahomeurl", "URL", ["HOME"]),
            ("homeurl", "URL", ["HOME"]), ("labeleduri", "URL", []), ("url", "URL", []),
        ("nsaimid", "X-AIM", []), ("nscpaimscreenname", "X-AIM", []), ("jpegphoto", "PHOTO", []), ("photo", "PHOTO", []),
            ("thumbnailphoto", "PHOTO", []), ("birthdate", "BDAY", []), ("dateofbirth", "BDAY", []),
    }.ToFrozenDictionary(name => name.Key, name => (name.Name, name.Types), StringComparer.Ordinal);

    /// <summary>What is about the entry or the account and not the person, and what nobody else is to read.</summary>
    private static readonly FrozenSet<string> PassedOver = new[]
    {
        "dn", "objectclass", "changetype", "control", "createtimestamp", "modifytimestamp", "creatorsname", "modifiersname", "entrycsn",
            "entryuuid", "structuralobjectclass", "mozillausehtmlmail", "xmozillausehtmlmail",
        "xmozillaanyphone", "uid", "userpassword", "usercertificate", "usersmimecertificate", "x-serverlesscontacts-rejected",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPicture(string name) => Find(name.ToLowerInvariant()) is { Name: "PHOTO" };

    public static (string Name, string[] Types)? Find(string key) => Plain.TryGetValue(key, out var property) ? property : null;

    public static bool IsPassedOver(string key) => PassedOver.Contains(key);
}
