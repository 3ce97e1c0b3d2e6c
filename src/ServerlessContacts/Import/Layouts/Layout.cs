using System.Text.Json.Serialization;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Whose habits a layout follows: what separates values in one cell, how labels and defaults are marked.</summary>
internal enum LayoutFamily
{
    /// <summary>Somebody's own table: a bar, <c>:::</c> or a line break separates values.</summary>
    Plain,
    Google,
    Outlook,

    /// <summary>Our own export: one value a cell, whatever is in it.</summary>
    Own,
}

/// <summary>How a date of digits and slashes is read.</summary>
public enum DateOrder
{
    [JsonStringEnumMemberName("month-first")]
    MonthFirst,

    [JsonStringEnumMemberName("day-first")]
    DayFirst,
}

/// <summary>The columns of a file in their order.</summary>
internal sealed record Layout(string Id, LayoutFamily Family, IReadOnlyList<LayoutColumn> Columns, double Confidence)
{
    /// <summary>Whether a number must be international or complete, as the layout's writers promise.</summary>
    public bool DemandsWholeNumbers { get; init; }

    /// <summary>Where no date of the file shows it: what is usual where the layout is.</summary>
    public DateOrder Dates { get; init; }

    public int KnownColumns { get; } = Columns.Count(column => column.Field is not (ColumnField.Custom or ColumnField.Ignored));

    /// <summary>Whether a row may say that its contact is to be deleted.</summary>
    public bool HasActions { get; } = Columns.Any(column => column.Field == ColumnField.Action);

    /// <summary>The columns that a report of rejected rows put before the row's own.</summary>
    public int ReportColumns { get; init; }

    /// <summary>The header of a cell, for messages; null for a cell beyond the header row.</summary>
    public string? HeaderOf(int? cell) => cell is { } index && index < Columns.Count ? Columns[index].Header : null;

    /// <summary>How much of a header row is known: 1 for all of it.</summary>
    public static double Share(int known, int all) => Math.Round((double)known / Math.Max(1, all), 2);
}
