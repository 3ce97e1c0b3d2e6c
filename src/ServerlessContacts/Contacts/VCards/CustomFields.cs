using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Properties that no field is for, as custom fields by the name and the parameters that they had (<c>X-SPOUSE</c>, <c>X-ABDATE;X-ABLABEL=Met</c>), so that they can be
/// written back. A second of the same name is <c>X-SPOUSE (2)</c>.
/// </summary>
internal sealed class CustomFields
{
    /// <summary>The label of its group, which becomes a parameter of the name.</summary>
    public const string LabelParameter = "X-ABLABEL";

    /// <summary>In UTF-8, of what a contact may have as a whole (<see cref="ContactLimits.Bytes"/>): beside the longest notes there is still room for the rest.</summary>
    private const int MostBytes = 96 * 1024;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private int bytes;

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Fields => fields;

    public static string KeyOf(Property property)
    {
        var kept = new VCardParameters();
        foreach (var (name, value) in property.Parameters.All.Where(parameter => !IsTechnical(parameter.Name, parameter.Value)))
        {
            kept.Add(name, value);
        }

        if (property.Label is { Length: > 0 } label)
        {
            kept.Add(LabelParameter, label);
        }

        return property.Name + kept;
    }

    public static string NumberedKey(string key, int number) => number == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key} ({number})");

    /// <summary>False where there is no room for it.</summary>
    public bool TryAdd(Property property, Dictionary<string, VCardPlace> places)
    {
        var (key, value) = property.Name == OwnNames.Field ? OwnField(property) : (KeyOf(property), VCardText.UnescapeBreaks(property.Raw));
        if (string.IsNullOrWhiteSpace(value) || string.IsNullOrWhiteSpace(key))
        {
            return true;
        }

        var size = Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        if (key.Length > ContactLimits.TextLength - 8 || value.Length > ContactLimits.NotesLength || bytes + size > MostBytes || fields.Count == ContactLimits.ListLength)
        {
            return false;
        }

        bytes += size;
        var number = numbers.GetValueOrDefault(key) + 1;
        while (!fields.TryAdd(NumberedKey(key, number), value))
        {
            number++;
        }

        numbers[key] = number;
        places.TryAdd($"custom.{NumberedKey(key, number)}", new VCardPlace(property.Source.Line, property.Name));
        return true;
    }

    private static (string Key, string Value) OwnField(Property property)
    {
        var parts = VCardText.Split(property.Raw, ';');
        return (VCardText.Unescape(parts[0]), property.TextOf(string.Join(';', parts.Skip(1))));
    }

    /// <summary>How the value was written, which is over once it is read.</summary>
    private static bool IsTechnical(string name, string value) =>
        name == "CHARSET" || (name == "ENCODING" && !value.Equals("B", StringComparison.OrdinalIgnoreCase) && !value.Equals("BASE64", StringComparison.OrdinalIgnoreCase));
}
