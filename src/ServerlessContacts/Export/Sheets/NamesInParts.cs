using ServerlessContacts.Contacts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Names for layouts that have only columns for parts: a name that is known as a whole only stands in the column of given names, where every program shows it.</summary>
internal static class NamesInParts
{
    public static ContactName Of(ContactName name) => NameRules.Compose(name) is null ? name with { Given = name.Full, Full = null } : name with { Full = null };
}
