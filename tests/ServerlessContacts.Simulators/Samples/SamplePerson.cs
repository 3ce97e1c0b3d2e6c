namespace ServerlessContacts.Simulators.Samples;

/// <summary>Somebody whom sample accounts know; each provider writes it in its own words.</summary>
internal sealed record SamplePerson(string Family, string Given, string Company, string Title, string Email, string Mobile, string Work)
{
    public string? PhoneticFamily { get; init; }

    public string? PhoneticGiven { get; init; }

    /// <summary>A label at Google, a category at Microsoft.</summary>
    public string? Label { get; init; }

    public DateOnly? Birthday { get; init; }

    public bool HasPhoto { get; init; }
}
