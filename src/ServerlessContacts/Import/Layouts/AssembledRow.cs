using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>One row while its contact is put together: its texts, and what is noted on the way.</summary>
internal ref struct AssembledRow(string?[] texts, Dictionary<string, string>? origins)
{
    public ExtraCells Extra;
    public RowProblem? Problem;
    public List<RowProblem>? Warnings;
    public List<Phone>? Uncut;

    public readonly Dictionary<string, string>? Origins => origins;

    public readonly string? Text(ColumnField field) => texts[(int)field];

    public readonly string? Text(int place) => place < 0 ? null : texts[place];

    /// <summary>The label of an entry, and whether it is the default among those of its list.</summary>
    public readonly (
        string? Label, bool IsDefault) Label(EntryPlace place, ColumnField labelPart, ColumnField defaultPart, LayoutFamily family)
    {
        var label = Text(place[labelPart]);
        var isDefault = Text(place[defaultPart]) is not null;
        return label is null ? (place.Label, isDefault)
            : family == LayoutFamily.Own ? (label, isDefault)
            : CellLabels.ReadMarked(label, family);
    }

    public readonly void Note(string list, int index, EntryPlace place) =>
        origins?.TryAdd(string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]"), place.Header);
}
