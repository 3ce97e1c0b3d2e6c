namespace ServerlessContacts.Contacts;

/// <summary>A contact as it is stored: with who made it, who changed it last, and where each field came from.</summary>
public sealed record ContactRecord
{
    public required Contact Contact { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>The actor of the last change: <c>member:ID</c> or <c>key:ID</c>.</summary>
    public required string UpdatedBy { get; init; }

    /// <summary>When it was deleted; null for a contact that is there.</summary>
    public DateTimeOffset? Deleted { get; init; }

    /// <summary>Each field that has a value is in exactly one origin.</summary>
    public IReadOnlyList<Origin> Origins { get; init; } = [];

    /// <summary>The origin of a field, or null where the field has no value.</summary>
    public Origin? OriginOf(string field) => Origins.FirstOrDefault(origin => origin.Fields.Contains(field, StringComparer.Ordinal));
}

/// <summary>Where values came from: <see cref="Source"/> is <c>member:ID</c>, <c>key:ID</c>, <c>import:ID#ROW</c> or <c>connection:ID</c>.</summary>
public sealed record Origin(string Source, DateTimeOffset At, IReadOnlyList<string> Fields);
