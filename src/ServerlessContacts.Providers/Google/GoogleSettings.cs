namespace ServerlessContacts.Providers.Google;

/// <summary>How Google's contacts are reached; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record GoogleSettings
{
    public const string Section = "Providers:Google";

    /// <summary>The People API without its version.</summary>
    public Uri BaseUrl { get; init; } = new("https://people.googleapis.com/");

    /// <summary>How long one call may take, a fresh token included: well below the life of a sync's lease.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>People on a page. Google allows 1,000, of up to 128 KB each; what is read must fit into memory.</summary>
    public int PageSize { get; init; } = 500;
}
