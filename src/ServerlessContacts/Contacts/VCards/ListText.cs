namespace ServerlessContacts.Contacts.VCards;

/// <summary>Parts of a structured value that may be lists: <c>Philip,Paul</c> are two names, but <c>Smith, Jr.</c> is a text whose comma nobody escaped.</summary>
internal static class ListText
{
    public static string Joined(string raw, string joint)
    {
        var items = VCardText.Split(raw, ',');
        var text = VCardText.Unescape(items[0]);
        foreach (var item in items.Skip(1))
        {
            text += (item.Length > 0 && !char.IsWhiteSpace(item[0]) ? joint : ",") + VCardText.Unescape(item);
        }

        return text;
    }
}
