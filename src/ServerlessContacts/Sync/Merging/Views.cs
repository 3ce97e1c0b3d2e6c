using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Merging;

/// <summary>
/// Items and contacts as they are compared: numbers and addresses in normal form, and without what could not be kept here. A value that breaks a rule
/// stays at the provider, in the raw item, and is named; it does not keep the rest of the contact away.
/// </summary>
public sealed class Views(IAccount account, ContactRules rules)
{
    /// <summary>Leaving one value out can bring another to light, such as one entry too many; an empty contact stays one.</summary>
    private const int MostRounds = 8;

    /// <summary>What the item says.</summary>
    public Contact There(ProviderItem item) => Cleaned(account.View(item));

    /// <summary>What the provider could hold of the contact.</summary>
    public Contact Fitting(Contact contact) => Cleaned(account.Fit(contact));

    /// <summary>The contact as it is stored, or the reasons why it cannot be.</summary>
    public CheckedContact Check(Contact contact) => rules.Check(contact);

    private Contact Cleaned(Contact contact)
    {
        var check = rules.Check(contact);
        for (var round = 0; !check.IsValid && round < MostRounds; round++)
        {
            // From behind, so that the places of those before stay what the problems say.
            contact = check.Problems.Reverse().Aggregate(contact, Lenience.Without);
            check = rules.Check(contact);
        }

        return check.IsValid ? check.Contact : contact;
    }
}
