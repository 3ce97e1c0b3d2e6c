namespace ServerlessContacts.Contacts;

/// <summary>
/// How often and how lately somebody was called or written to: every call counts for half as much with each <see cref="HalfLife"/> that passes. Kept as the
/// logarithm of that count as it would be at <see cref="Epoch"/>, so that the order of weights is right at any time without anything being counted again.
/// </summary>
/// <param name="Value">In half-lives; more is more often or more lately.</param>
public readonly record struct ActivityWeight(double Value) : IComparable<ActivityWeight>
{
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(30);

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ActivityWeight Of(DateTimeOffset at) => new((at - Epoch) / HalfLife);

    /// <summary>Both together.</summary>
    public ActivityWeight And(ActivityWeight other)
    {
        var (more, less) = Value >= other.Value ? (Value, other.Value) : (other.Value, Value);
        return new ActivityWeight(more + Math.Log2(1 + Math.Pow(2, less - more)));
    }

    public int CompareTo(ActivityWeight other) => Value.CompareTo(other.Value);
}
