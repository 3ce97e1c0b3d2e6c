using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Tests.Import.Running;

public class ContactMergeTests
{
    [Theory]
    [InlineData("", "work", "work")]
    [InlineData("", "other", "")]
    [InlineData("home", "work", "home")]
    [InlineData(" Work", "work", " Work")]
    [InlineData(" fax", "otherFax other", " fax")]
    [InlineData("work ", "work", "work ")]
    public void An_entry_without_a_label_gains_one_unless_it_may_be_meant_for_another_that_says_the_same(string known, string row, string merged)
    {
        var (contact, line) = (Labelled(known), Labelled(row));
        Assert.Equal(Labelled(merged).Phones, ContactMerge.Apply(contact, line, null).Phones);
    }

    [Theory]
    [InlineData("1 Rue A", "1 rue a", 1)]
    [InlineData("1 Rue A", "2 rue a", 2)]
    [InlineData("\\, ^'", "\\,\n^'", 1)]
    [InlineData("-", "+", 2)]
    public void Addresses_are_one_where_their_letters_and_digits_are_or_without_any_their_signs(string known, string row, int merged) =>
        Assert.Equal(merged, ContactMerge.Apply(At(known), At(row), null).Addresses.Count);

    /// <summary>A contact with the same number under each of the labels, which stand apart by a blank.</summary>
    private static Contact Labelled(string labels) => new()
    {
        Name = new ContactName { Full = "A" },
        Phones = [.. labels.Split(' ').Select(label => new Phone { Number = "+81355500101", Label = label.Length == 0 ? null : label })],
    };

    private static Contact At(string street) => new() { Name = new ContactName { Full = "A" }, Addresses = [new PostalAddress { Street = street }] };
}
