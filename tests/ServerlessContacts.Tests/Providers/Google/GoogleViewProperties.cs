using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>What is written is what is shown afterwards, over a real socket.</summary>
public sealed class GoogleViewProperties : IAsyncLifetime
{
    private static readonly string?[] Texts = [null, null, "", " ", "a", "Aiko", "田中", "two words", "x\ny", "+81 3-1234-5678", "ext. 7"];
    private static readonly string?[] Labels = [null, "work", "home", "mobile", "Boat house"];

    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await GoogleRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public void A_created_item_shows_what_fits_of_the_contact() => Check(
        from contact in Contacts()
        select (contact, contact),
        async sample =>
        {
            var item = await rig.Contacts.CreateAsync(sample.Item1, "k", default);
            return Same(rig.Contacts.Fit(sample.Item1), rig.Contacts.View(item));
        });

    [Fact]
    public void An_updated_item_shows_what_fits_of_what_was_wanted() => Check(
        from before in Contacts()
        from wanted in Contacts()
        select (before, wanted),
        async sample =>
        {
            var item = await rig.Contacts.CreateAsync(sample.before, "k", default);
            item = await rig.Contacts.UpdateAsync(item, sample.wanted, default);
            var found = (await rig.Contacts.FindAsync(item.Id, default))!;
            return Same(rig.Contacts.Fit(sample.wanted), rig.Contacts.View(found)) && item == (await rig.Contacts.UpdateAsync(item, sample.wanted, default));
        });

    [Fact]
    public void What_fits_fits_again_unchanged() => Check(
        from contact in Contacts()
        select (contact, contact),
        sample => Task.FromResult(Same(rig.Contacts.Fit(sample.Item1), rig.Contacts.Fit(rig.Contacts.Fit(sample.Item1)))));

    private static bool Same(Contact expected, Contact found) => ContactFields.Changed(expected, found) is []
        ? true
        : throw new InvalidOperationException($"Differs: {string.Join(',', ContactFields.Changed(expected, found))}");

    private void Check<T>(Gen<T> samples, Func<T, Task<bool>> holds)
    {
        Prop.ForAll(samples.ToArbitrary(), sample => holds(sample).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.Empty(rig.Simulator.Violations);
    }

    private static Gen<Contact> Contacts() =>
        from name in Names()
        from texts in Gen.Elements(Texts).ArrayOf(8)
        from emails in Listed(from address in Some() from label in Gen.Elements(Labels) from main in Gen.Elements(true, false) select new Email { Address = address, Label = label, Default = main })
        from phones in Listed(from raw in Some() from label in Gen.Elements(Labels) from extension in Gen.Elements(null, "", "21") select new Phone { Raw = raw, Label = label, Extension = extension })
        from addresses in Listed(from parts in Gen.Elements(Texts).ArrayOf(4) from label in Gen.Elements(Labels) select new PostalAddress { Street = parts[0], City = parts[1], Country = parts[2], Formatted = parts[3], Label = label })
        from ims in Listed(from address in Some() from label in Gen.Elements(Labels) select new InstantMessenger { Address = address, Protocol = label })
        from urls in Listed(from url in Some() from label in Gen.Elements(Labels) select new WebPage { Url = url, Label = label })
        from birthday in Gen.Elements(null, "1980-04-09", "--02-29", "2023-02-29", "soon")
        from custom in Listed(from key in Some() from value in Some() select (key, value))
        from labels in Listed(Gen.Elements("VIP", "vip", "Starred", "starred", "Friends", "Boat"))
        select new Contact
        {
            Name = name,
            Nickname = texts[0],
            Role = texts[1],
            Notes = texts[2],
            Organization = texts[3] is null ? null : new Organization { Name = texts[4], Department = texts[5], Title = texts[6], PhoneticName = texts[7] },
            Emails = emails,
            Phones = phones,
            Addresses = addresses,
            Ims = ims,
            Urls = urls,
            Birthday = birthday,
            Custom = custom.DistinctBy(pair => pair.key, StringComparer.Ordinal).ToDictionary(pair => pair.key, pair => pair.value, StringComparer.Ordinal),
            Labels = labels,
        };

    private static Gen<ContactName> Names() =>
        from parts in Gen.Elements(Texts).ArrayOf(6)
        select new ContactName { Full = parts[0], Given = parts[1], Family = parts[2], Prefix = parts[3], Suffix = parts[4], PhoneticFamily = parts[5] };

    private static Gen<string> Some() => Gen.Elements(Texts).Select(text => text ?? "value");

    private static Gen<T[]> Listed<T>(Gen<T> entries) => Gen.Choose(0, 3).SelectMany(count => entries.ArrayOf(count));
}
