namespace ServerlessContacts.Tests.Access;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
