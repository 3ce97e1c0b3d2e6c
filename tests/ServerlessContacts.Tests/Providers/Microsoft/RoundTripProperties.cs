using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>Whatever contact is written, the provider shows of it what was foretold.</summary>
public sealed class RoundTripProperties : IAsyncLifetime
{
    private static readonly string[] Texts = ["Anna", "O'Brien", "田中", "  spaced  ", "a, b", "émile\n2", "\"q\" \\ <x>", "+33 6 12", "--", "x@y.example", "1604", "👩‍💻"];
    private static readonly string?[] Labels = [null, "work", "home", "mobile", "other", "fax", "Ferien", "HOME", "workMobile"];
    private static readonly string?[] Birthdays = [null, "1980-04-09", "--02-29", "2000-02-29", "1604-01-01", "soon"];

    private AccountRig rig = null!;

    public async Task InitializeAsync() => rig = await AccountRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public void A_created_item_shows_what_fits() => Check(Contacts(), async contact =>
        Same(rig.Account.Fit(contact), rig.Account.View(await rig.CreateAsync(contact, Guid.NewGuid().ToString()))));

    [Fact]
    public void An_updated_item_shows_what_fits_and_so_does_the_next_listing() => Check(
        from before in Contacts()
        from after in Contacts()
        select (before, after),
        async sample =>
        {
            var item = await rig.CreateAsync(sample.before, Guid.NewGuid().ToString());
            var saved = await rig.Account.UpdateAsync(item, sample.after, CancellationToken.None);
            var found = await rig.Account.FindAsync(item.Id, CancellationToken.None);
            var fitted = rig.Account.Fit(sample.after);
            return Same(fitted, rig.Account.View(saved)) && Same(fitted, rig.Account.View(found!));
        });

    [Fact]
    public void What_fits_fits_whole() => Check(Contacts(), contact => Task.FromResult(Same(rig.Account.Fit(contact), rig.Account.Fit(rig.Account.Fit(contact)))));

    private static bool Same(Contact expected, Contact actual) => ContactFields.Changed(expected, actual).Count == 0;

    private static void Check<T>(Gen<T> samples, Func<T, Task<bool>> holds) =>
        Prop.ForAll(samples.ToArbitrary(), sample => Task.Run(() => holds(sample)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Gen<Contact> Contacts() =>
        from texts in Text().ArrayOf(12)
        from emails in Text().ListOf().Select(list => list.Select(text => new Email { Address = text ?? "" }))
        from phones in Entries((text, label) => new Phone { Number = text, Raw = text, Label = label })
        from addresses in Entries((text, label) => new PostalAddress { Street = text, PoBox = label, Country = text, Label = label })
        from labels in Text().ListOf()
        from birthday in Gen.Elements(Birthdays)
        select new Contact
        {
            Name = new ContactName { Full = texts[0], Given = texts[1], Family = texts[2], Middle = texts[3], Prefix = texts[4], PhoneticFamily = texts[5] },
            Nickname = texts[6],
            Organization = texts[7] is null ? null : new Organization { Name = texts[7], Department = texts[8], Title = texts[9] },
            Role = texts[10],
            Urls = texts[11] is { } url ? [new WebPage { Url = url }] : [],
            Emails = [.. emails],
            Phones = [.. phones],
            Addresses = [.. addresses],
            Labels = [.. labels.OfType<string>()],
            Birthday = birthday,
            Notes = texts[0],
        };

    private static Gen<string?> Text() => Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>(Texts));

    private static Gen<IEnumerable<T>> Entries<T>(Func<string, string?, T> make) =>
        (from text in Gen.Elements(Texts) from label in Gen.Elements(Labels) select make(text, label)).ListOf().Select(list => list.Take(8));
}
