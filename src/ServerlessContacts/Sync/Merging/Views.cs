using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Merging;

/// <summary>
/// Items and contacts as they are compared: numbers and addresses in normal form, and without what could not be kept here. A value that breaks a rule
/// stays at the provider, in the raw item, and is named; it does not keep the rest of the contact away.
/// </summary>
public sealed class Views(IAccount account, ContactRules rules)
{
    /// <summary>What the item says.</summary>
    public Contact There(ProviderItem item) => Read(item).Kept;

    /// <summary>What the provider could hold of the contact.</summary>
    public Contact Fitting(Contact contact) => Cleaned(account.Fit(contact));

    /// <summary>What the item says, and what of it cannot be kept here.</summary>
    internal LenientCheck Read(ProviderItem item) => LenientCheck.Of(account.View(item), rules);

    /// <summary>What the item could hold of the contact, beside what of it cannot be kept here and stays where it is.</summary>
    internal Contact Fitting(Contact contact, LenientCheck said)
    {
        if (said.LeftOut.Count == 0)
        {
            return Fitting(contact);
        }

        var beside = account.Fit(said.Restored(contact));
        return Cleaned(SyncFields.All.Aggregate(account.Fit(contact), (fitting, field) => field.Within(fitting, beside)));
    }

    /// <summary>The contact as it is stored, or the reasons why it cannot be; and what of it breaks a rule and is left out.</summary>
    public (CheckedContact Check, IReadOnlyList<FieldProblem> LeftOut) Kept(Contact contact)
    {
        var check = LenientCheck.Of(contact, rules);
        return (check.Checked, check.LeftOut);
    }

    private Contact Cleaned(Contact contact) => LenientCheck.Of(contact, rules).Kept;
}
