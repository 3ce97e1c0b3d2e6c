using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>
/// What both sides said when they last agreed, each in its own words: providers write numbers, names and labels in their own way, so what one side says now is
/// compared with what that side said then, and never with the other.
/// </summary>
/// <param name="Here">The contact as far as the provider could hold it.</param>
/// <param name="There">The provider's item in our words.</param>
public sealed record Agreement(Contact Here, Contact There)
{
    /// <summary>Two that never agreed on anything: whatever either says is new.</summary>
    public static readonly Agreement None = new(new Contact(), new Contact());
}
