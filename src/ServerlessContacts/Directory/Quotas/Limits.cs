namespace ServerlessContacts.Directory.Quotas;

/// <summary>
/// How much one caller and one organisation may ask for and keep; each may be set in the section <see cref="Section"/> of the
/// configuration. Rates hold for each instance of the service; what is kept is counted in storage.
/// </summary>
public sealed record Limits
{
    public const string Section = "Limits";

    /// <summary>Requests a second that a member or an application may send for long.</summary>
    public int CallerRate { get; init; } = 200;

    /// <summary>Requests that a member or an application may send at once, after a pause.</summary>
    public int CallerBurst { get; init; } = 2_000;

    /// <summary>As <see cref="CallerRate"/>, for all callers of an organisation together.</summary>
    public int TenantRate { get; init; } = 1_000;

    /// <summary>As <see cref="CallerBurst"/>, for all callers of an organisation together.</summary>
    public int TenantBurst { get; init; } = 10_000;

    /// <summary>Application keys of an organisation that are not revoked.</summary>
    public int Keys { get; init; } = 200;

    /// <summary>Connections of a member.</summary>
    public int ConnectionsOfMember { get; init; } = 10;

    /// <summary>Connections of all members of an organisation.</summary>
    public int ConnectionsOfTenant { get; init; } = 20_000;

    /// <summary>
    /// Imports of an organisation that were sent over HTTP and are not finished. Dropped files wait without a limit: whoever may drop them
    /// owns the container.
    /// </summary>
    public int WaitingImports { get; init; } = 1_000;

    /// <summary>Bytes of files that were sent over HTTP and are still kept.</summary>
    public long UploadBytes { get; init; } = 20L * 1024 * 1024 * 1024;
}
