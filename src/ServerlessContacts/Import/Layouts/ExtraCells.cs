using System.Globalization;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The cells of a row that no field is for, by the names under which they are kept.</summary>
/// <param name="origins">Takes note of the header that each came from, where somebody asks.</param>
internal struct ExtraCells(Dictionary<string, string>? origins)
{
    /// <summary>What producers write where nobody chose anything.</summary>
    private static readonly HashSet<string> Unsaid = new(StringComparer.OrdinalIgnoreCase)
    {
        "Unspecified", "Non spécifié", "Non spécifié(e)", "Keine Angabe", "Nicht angegeben", "Sin especificar", "No especificado", "指定なし", "未指定",
    };

    /// <summary>The number of the last value of each name that has several.</summary>
    private Dictionary<string, int>? numbers;

    public Dictionary<string, string>? Custom { get; private set; }

    /// <summary>A column without header is named by its place; a second one of the same name by its place as well.</summary>
    public void Add(Layout layout, int index, string cell)
    {
        var column = layout.Columns[index];
        if (layout.Family == LayoutFamily.Outlook && (DateText.IsEmpty(cell) || Unsaid.Contains(cell)))
        {
            return;
        }

        var name = column.Field == ColumnField.Custom ? column.Label ?? column.Header : column.Header;
        var place = string.Create(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "column" : name)} {index + 1}");
        Add(name.Length > 0 && !Has(name) ? name : place, cell, column.Header);
    }

    /// <summary>A second value of the name is kept under the name with a number.</summary>
    public void AddNumbered(string name, string value, string header)
    {
        var key = name;
        if (Has(name))
        {
            numbers ??= new Dictionary<string, int>(StringComparer.Ordinal);
            var number = numbers.GetValueOrDefault(name, 1);
            do
            {
                key = string.Create(CultureInfo.InvariantCulture, $"{name} {++number}");
            }
            while (Has(key));
            numbers[name] = number;
        }

        Add(key, value, header);
    }

    private void Add(string key, string value, string header)
    {
        Custom ??= new Dictionary<string, string>(StringComparer.Ordinal);
        Custom[key] = value;
        origins?.TryAdd($"custom.{key}", header);
    }

    private readonly bool Has(string key) => Custom?.ContainsKey(key) == true;
}
