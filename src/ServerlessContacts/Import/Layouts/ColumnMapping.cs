using System.Text.Json;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What one column holds, as somebody settled it.</summary>
public sealed record MappedColumn
{
    /// <summary>The column's header; case, accents and width do not matter.</summary>
    public required string Header { get; init; }

    /// <summary>A path of the contract such as <c>name.given</c>, <c>phones.number</c> or <c>addresses.city</c>; <c>custom</c>, <c>ignore</c> or <c>action</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The label of the values; for <c>custom</c> the name of the field.</summary>
    public string? Label { get; init; }

    /// <summary>Columns of one list with one number make one entry. Without it, parts of addresses belong together by label, and others are entries of their own.</summary>
    public int? Entry { get; init; }
}

/// <summary>What the columns of a file hold. A column that it does not name is read by its header.</summary>
public sealed record ColumnMapping
{
    public required IReadOnlyList<MappedColumn> Columns { get; init; }

    /// <summary>The mapping that a request gives as JSON; null where it is none.</summary>
    public static ColumnMapping? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ColumnMapping>(json, StoredJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with it: a field that no contact has, or more than a header row holds. Null where nothing is.</summary>
    public string? Problem() =>
        Columns is null or { Count: 0 } ? "Expected columns."
        : Columns.Count > LayoutCatalogue.MaxColumns ? "Expected at most 1,000 columns."
        : Columns.FirstOrDefault(column => column is null || column.Header is null || column.Field is null || ColumnNames.Find(column.Field) is null) is { } wrong
            ? $"Expected as field of '{wrong.Header}' one of: {string.Join(", ", ColumnNames.All)}."
            : Columns.Contains(null!) ? "Expected columns." : null;
}

/// <summary>What a column is taken for, with the values that speak for it.</summary>
public sealed record ProposedColumn
{
    public required string Header { get; init; }

    /// <inheritdoc cref="MappedColumn.Field"/>
    public required string Field { get; init; }

    public string? Label { get; init; }

    /// <summary>1 where the header says it, less where the values do, 0 where nothing does and the column is kept as a custom field.</summary>
    public double Confidence { get; init; }

    /// <summary>The first values of the column.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
