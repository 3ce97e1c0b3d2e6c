using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>A field of one value.</summary>
internal sealed class TextField(string name, Func<Contact, string?> get, Func<Contact, string?, Contact> set) : ISyncField
{
    public void Merge(MergeWork work)
    {
        var (sides, agreed) = (work.Sides, work.Agreed);
        var (here, there) = work.Merge(name, new Values(get(sides.Ours), get(sides.Fitting), get(sides.Theirs), get(agreed.Here), get(agreed.There)));
        work.BlankedHere += new Losses(here is null && get(sides.Ours) is not null ? 1 : 0, 0);
        work.BlankedThere += new Losses(there is null && get(sides.Theirs) is not null ? 1 : 0, 0);
        work.Here = set(work.Here, here);
        work.There = set(work.There, there);
    }

    public IEnumerable<string> Missing(Contact whole, Contact fitting) => get(whole) is not null && get(fitting) is null ? [name] : [];

    public Contact Restore(Contact wanted, LenientCheck said) =>
        Text.AreSame(get(said.Whole), get(said.Reduced)) || !Text.AreSame(get(wanted), get(said.Reduced))
            ? wanted
            : set(wanted, get(said.Whole));

    public Contact Within(Contact contact, Contact other) => contact;

    public bool AreSame(Contact one, Contact other) => Text.AreSame(get(one), get(other));

    public (string Field, string? One, string? Other) Difference(Contact one, Contact other) => (name, get(one), get(other));
}
