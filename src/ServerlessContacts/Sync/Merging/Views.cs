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
    public Contact There(ProviderItem item) => Cleaned(account.View(item));

    /// <summary>What the provider could hold of the contact.</summary>
    public Contact Fitting(Contact contact) => Cleaned(account.Fit(contact));

    /// <summary>What of the item cannot be kept here.</summary>
    public IReadOnlyList<FieldProblem> LeftOut(ProviderItem item) => LenientCheck.Of(account.View(item), rules).LeftOut;

    /// <summary>
    /// What the item is to say, with what cannot be kept here as it is there: an edit of one value must not take another away that is not seen here.
    /// </summary>
    public Contact Written(ProviderItem item, Contact wanted)
    {
        var whole = account.View(item);
        var check = LenientCheck.Of(whole, rules);
        return check.LeftOut.Count == 0 ? wanted : SyncFields.All.Aggregate(wanted, (contact, field) => field.Restore(contact, check.Reduced, whole));
    }

    /// <summary>The contact as it is stored, or the reasons why it cannot be; and what of it breaks a rule and is left out.</summary>
    public (CheckedContact Check, IReadOnlyList<FieldProblem> LeftOut) Kept(Contact contact)
    {
        var check = LenientCheck.Of(contact, rules);
        return (check.Checked, check.LeftOut);
    }

    private Contact Cleaned(Contact contact)
    {
        var check = LenientCheck.Of(contact, rules);
        return check.Checked.IsValid ? check.Checked.Contact : check.Reduced;
    }
}
