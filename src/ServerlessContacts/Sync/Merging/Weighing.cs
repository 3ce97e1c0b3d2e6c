using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>
/// Tells a run that would take away an implausible share: an empty listing, a colleague who emptied the wrong folder, a provider that lost a field.
/// </summary>
public static class Weighing
{
    /// <summary>Why the run has to stop, or null where what it takes away is plausible.</summary>
    public static string? Reason(Brake brake, Removals removals, int linked) =>
        brake.IsTooMuch(removals.Contacts, linked) ? $"{removals.Contacts} of {linked} contacts would be deleted or unlinked."
        : brake.IsTooMuch(removals.Memberships, linked) ? $"{removals.Memberships} of {linked} contacts would leave a group."
        : brake.IsTooMuch(removals.Values, linked) ? $"{removals.Values} of {linked} contacts would lose a value."
        : null;
}

/// <summary>How many contacts a run would delete or unlink, how many would leave a group, and how many would lose a value.</summary>
public readonly record struct Removals(int Contacts, int Memberships, int Values)
{
    public static Removals operator +(Removals one, Removals other) =>
        new(one.Contacts + other.Contacts, one.Memberships + other.Memberships, one.Values + other.Values);

    public static Removals Of(Losses losses) => new(0, losses.Labels > 0 ? 1 : 0, losses.Values > 0 ? 1 : 0);

    public bool IsNone => this == default;
}
