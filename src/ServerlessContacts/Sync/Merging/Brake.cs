namespace ServerlessContacts.Sync.Merging;

/// <summary>
/// Stops a run that would take away an implausible share: an empty listing, a colleague who emptied the wrong folder, a provider that lost a field. By default
/// more than 20 % and more than 5 of what is linked.
/// </summary>
/// <param name="Share">Of the linked contacts, from 0 to 1.</param>
/// <param name="AtLeast">Fewer than this, or as many, are always plausible.</param>
public sealed record Brake(double Share = 0.2, int AtLeast = 5)
{
    /// <summary>Why the run has to stop, or null where what it takes away is plausible.</summary>
    public string? Reason(Removals removals, int linked) =>
        IsTooMuch(removals.Contacts, linked) ? $"{removals.Contacts} of {linked} contacts would be deleted or unlinked."
        : IsTooMuch(removals.Memberships, linked) ? $"{removals.Memberships} of {linked} contacts would leave a group."
        : IsTooMuch(removals.Values, linked) ? $"{removals.Values} of {linked} contacts would lose a value."
        : null;

    private bool IsTooMuch(int count, int linked) => count > AtLeast && count > Share * linked;
}

/// <summary>How many contacts a run would delete or unlink, how many would leave a group, and how many would lose a value.</summary>
public readonly record struct Removals(int Contacts, int Memberships, int Values)
{
    public static Removals operator +(Removals one, Removals other) =>
        new(one.Contacts + other.Contacts, one.Memberships + other.Memberships, one.Values + other.Values);

    public static Removals Of(Losses losses) => new(0, losses.Labels > 0 ? 1 : 0, losses.Values > 0 ? 1 : 0);

    public bool IsNone => this == default;
}
