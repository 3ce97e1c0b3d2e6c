using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Makes the postal addresses of a row's texts.</summary>
internal sealed class AddressAssembler(Layout layout, CellPlaces places)
{
    public IReadOnlyList<PostalAddress> Assemble(string?[] texts, Dictionary<string, string>? origins)
    {
        List<PostalAddress>? addresses = null;
        foreach (var place in places.Addresses)
        {
            if (Read(texts, place) is { } address)
            {
                addresses ??= new List<PostalAddress>(1);
                var known = addresses.Count;
                Add(address, addresses);
                Note(known, addresses.Count, place, origins);
            }
        }

        return addresses ?? (IReadOnlyList<PostalAddress>)[];
    }

    private void Add(PostalAddress address, List<PostalAddress> addresses)
    {
        if (layout.Family == LayoutFamily.Google)
        {
            addresses.AddRange(Separate(address));
        }
        else
        {
            addresses.Add(address);
        }
    }

    private static void Note(int from, int to, EntryPlace place, Dictionary<string, string>? origins)
    {
        for (var index = from; origins is not null && index < to; index++)
        {
            origins.TryAdd(string.Create(CultureInfo.InvariantCulture, $"addresses[{index}]"), place.Header);
        }
    }

    /// <summary>Null where nothing but a label is there.</summary>
    private PostalAddress? Read(string?[] texts, EntryPlace place)
    {
        var address = new PostalAddress
        {
            Label = Label(texts, place),
            Street = Street(texts, place),
            Extended = Text(texts, place, ColumnField.ExtendedAddress),
            PoBox = Text(texts, place, ColumnField.PoBox),
            City = Text(texts, place, ColumnField.City),
            Region = Text(texts, place, ColumnField.Region),
            PostalCode = Text(texts, place, ColumnField.PostalCode),
            Country = Text(texts, place, ColumnField.Country),
            Formatted = Text(texts, place, ColumnField.FormattedAddress),
        };
        return !AddressRules.IsEmpty(address) ? address : Text(texts, place, ColumnField.AddressText) is { } whole ? address with { Formatted = whole } : null;
    }

    /// <summary>The lines that some producers write in several columns.</summary>
    private static string? Street(string?[] texts, EntryPlace place)
    {
        var (first, second, third) = (Text(texts, place, ColumnField.Street), Text(texts, place, ColumnField.Street2), Text(texts, place, ColumnField.Street3));
        return (second ?? third) is null ? first : string.Join('\n', new[] { first, second, third }.OfType<string>());
    }

    /// <summary>Addresses of one label share the cells; the parts of the second stand second in each.</summary>
    private static IEnumerable<PostalAddress> Separate(PostalAddress all)
    {
        string?[] cells = [all.Street, all.Extended, all.PoBox, all.City, all.Region, all.PostalCode, all.Country, all.Formatted];
        var parts = cells.Select(cell => cell?.Split(":::", StringSplitOptions.TrimEntries) ?? []).ToList();
        var count = parts.Max(cell => cell.Length);
        return count < 2 ? [all] : Enumerable.Range(0, count).Select(number => new PostalAddress
        {
            Label = all.Label,
            Street = Part(parts[0], number),
            Extended = Part(parts[1], number),
            PoBox = Part(parts[2], number),
            City = Part(parts[3], number),
            Region = Part(parts[4], number),
            PostalCode = Part(parts[5], number),
            Country = Part(parts[6], number),
            Formatted = Part(parts[7], number),
        });
    }

    private static string? Part(string[] parts, int number) => number < parts.Length && parts[number].Length > 0 ? parts[number] : null;

    private string? Label(string?[] texts, EntryPlace place) => Text(texts, place, ColumnField.AddressLabel) is { } label
        ? layout.Family == LayoutFamily.Own ? label : CellLabels.ReadMarked(label, layout.Family).Label
        : place.Label;

    private static string? Text(string?[] texts, EntryPlace place, ColumnField part) => place[part] is var at and >= 0 ? texts[at] : null;
}
