namespace ServerlessContacts.Contacts;

/// <summary>What would take away more than both stops and asks.</summary>
/// <param name="Share">The share of what there is, from 0 to 1.</param>
/// <param name="AtLeast">A number below which no share is implausible.</param>
public readonly record struct Brake(double Share, int AtLeast)
{
    public static readonly Brake Default = new(0.2, 5);

    public bool IsTooMuch(long count, long of) => count > AtLeast && count > Share * of;
}
