namespace ServerlessContacts.Import.Layouts;

/// <summary>What a column holds.</summary>
internal enum Target
{
    /// <summary>Unknown; kept under the header's name.</summary>
    Custom,

    /// <summary>What a report of rejected rows put before the row.</summary>
    Ignored,
    FullName,
    GivenName,
    FamilyName,
    MiddleName,
    Prefix,
    Suffix,
    PhoneticGivenName,
    PhoneticFamilyName,
    Nickname,
    Company,
    Department,
    Title,
    Role,
    Email,
    Phone,
    Url,
    Notes,
    Birthday,
    Action,
}

/// <summary>A column of a file: its header as it was written, what it holds, and the label of its values.</summary>
internal sealed record Column(string Header, Target Target, string? Label = null);

/// <summary>The columns of a file in their order.</summary>
internal sealed record Layout(string Id, IReadOnlyList<Column> Columns, double Confidence)
{
    /// <summary>Whether a number must be international or complete, as the layout's writers promise.</summary>
    public bool DemandsWholeNumbers { get; init; }

    public int KnownColumns { get; } = Columns.Count(column => column.Target is not (Target.Custom or Target.Ignored));

    /// <summary>Whether a row may say that its contact is to be deleted.</summary>
    public bool HasActions => Columns.Any(column => column.Target == Target.Action);

    /// <summary>The header of a cell, for messages; null for a cell beyond the header row.</summary>
    public string? HeaderOf(int? cell) => cell is { } index && index < Columns.Count ? Columns[index].Header : null;
}
