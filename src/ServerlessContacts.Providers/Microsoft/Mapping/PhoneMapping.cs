using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// One mobile number, two of work, two of home: the service refuses a third. It has no place for "other" numbers, which take one that is
/// free at work or at home rather than be missing on a phone; faxes and pagers do not, since people would call them.
/// </summary>
internal static class PhoneMapping
{
    private static readonly Dictionary<string, int> Room = new(StringComparer.Ordinal)
    {
        [SlotLabels.Mobile] = 1,
        [SlotLabels.Work] = 2,
        [SlotLabels.Home] = 2,
    };

    public static IReadOnlyList<Phone> Read(JsonObject item) =>
    [
        .. GraphJson.Text(item, "mobilePhone") is { } mobile ? [Phone(mobile, SlotLabels.Mobile)] : Array.Empty<Phone>(),
        .. GraphJson.Texts(item, "businessPhones").Select(number => Phone(number, SlotLabels.Work)),
        .. GraphJson.Texts(item, "homePhones").Select(number => Phone(number, SlotLabels.Home)),
    ];

    public static void Write(IReadOnlyList<Phone> phones, JsonObject item)
    {
        var written = phones.Select(phone => (Slot: SlotLabels.Of(phone.Label), Value: Text(phone))).Where(phone => !string.IsNullOrWhiteSpace(phone.Value));
        var slots = Slots<string>.Place(Room, written, SlotLabels.Work, SlotLabels.Home);
        item["mobilePhone"] = slots[SlotLabels.Mobile].FirstOrDefault();
        item["businessPhones"] = GraphJson.Array(slots[SlotLabels.Work]);
        item["homePhones"] = GraphJson.Array(slots[SlotLabels.Home]);
    }

    /// <summary>As a person wrote it, so that their own way of writing comes back to them.</summary>
    private static string Text(Phone phone) => string.IsNullOrWhiteSpace(phone.Raw) ? phone.Number : phone.Raw;

    private static Phone Phone(string number, string label) => new() { Number = number, Raw = number, Label = label };
}
