namespace ServerlessContacts.Erasure;

/// <summary>How erasures run; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record ErasureSettings
{
    public const string Section = "Erasure";

    /// <summary>How long one message is worked on before the rest is left to the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>An unfinished erasure of which nothing was heard for so long is sent again: longer than a message works, and than one file takes.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);
}
