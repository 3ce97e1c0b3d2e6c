namespace ServerlessContacts.Providers.Microsoft;

/// <summary>How Microsoft Graph is reached; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record MicrosoftSettings
{
    public const string Section = "Providers:Microsoft";

    /// <summary>Up to and with the version. Links that the service hands out are followed on this scheme, host and port only.</summary>
    public Uri BaseUrl { get; init; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>For one call, its answer read whole: well below the budget of a sync message, well above what a full page takes.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
