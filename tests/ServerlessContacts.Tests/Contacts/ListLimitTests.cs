using System.Collections;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

/// <summary>
/// A list that is too long is refused before any of its entries is looked at, and one that is not costs each of its entries once.
/// </summary>
public sealed class ListLimitTests
{
    private const int Many = 40_000;

    private static readonly ContactRules Rules = new(new PhoneParser(new PhoneParserOptions { Country = "JP" }));

    public static TheoryData<string> Lists { get; } = new("phones", "emails", "addresses", "ims", "urls", "groups", "labels");

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_above_the_limit_is_refused_unread(string list)
    {
        var (contact, reads) = With(list, Many);
        var problem = Assert.Single(Rules.Check(contact).Problems);
        Assert.Equal((list, ContactMessages.TooMany, $"Expected at most 200 entries, found {Many}."), (problem.Field, problem.Code, problem.Message));
        Assert.Equal(0, reads());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_within_the_limit_is_read_once(string list)
    {
        var (contact, reads) = With(list, ContactLimits.ListLength);
        Assert.True(Rules.Check(contact).IsValid);
        Assert.Equal(ContactLimits.ListLength, reads());
    }

    [Fact]
    public void Custom_fields_above_the_limit_are_refused()
    {
        var custom = Enumerable.Range(0, Many).ToDictionary(i => $"field {i}", i => "value");
        Assert.Equal((ContactMessages.TooMany, "custom"), Rules.Check(Named with { Custom = custom }).Problems.Select(problem => (problem.Code, problem.Field)).Single());
    }

    [Fact]
    public void A_body_of_very_many_numbers_costs_what_its_bytes_do()
    {
        var small = Allocated(Body(2_000));
        Assert.InRange(Allocated(Body(20_000)), small, 15 * small);
    }

    private static Contact Named => new() { Name = new ContactName { Full = "Ada Winter" } };

    private static byte[] Body(int phones) => System.Text.Encoding.UTF8.GetBytes(
        "{\"name\":{\"full\":\"Ada\"},\"phones\":[" + string.Join(',', Enumerable.Range(0, phones).Select(i => $"{{\"number\":\"+8190{i:D8}\"}}")) + "]}");

    private static long Allocated(byte[] body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Rules.Check(System.Text.Json.JsonSerializer.Deserialize(body, ContactJson.Contact)!).IsValid);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (Contact Contact, Func<int> Reads) With(string list, int count) => list switch
    {
        "phones" => Counted(count, i => new Phone { Number = $"+8190{i:D8}" }, entries => Named with { Phones = entries }),
        "emails" => Counted(count, i => new Email { Address = $"a{i}@example.com" }, entries => Named with { Emails = entries }),
        "addresses" => Counted(count, i => new PostalAddress { City = $"City {i}" }, entries => Named with { Addresses = entries }),
        "ims" => Counted(count, i => new InstantMessenger { Address = $"im{i}" }, entries => Named with { Ims = entries }),
        "urls" => Counted(count, i => new WebPage { Url = $"https://{i}.example" }, entries => Named with { Urls = entries }),
        "groups" => Counted(count, i => $"group {i}", entries => Named with { Groups = entries }),
        _ => Counted(count, i => $"label {i}", entries => Named with { Labels = entries }),
    };

    private static (Contact Contact, Func<int> Reads) Counted<T>(int count, Func<int, T> entry, Func<IReadOnlyList<T>, Contact> contact)
    {
        var entries = new CountingList<T>([.. Enumerable.Range(0, count).Select(entry)]);
        return (contact(entries), () => entries.Reads);
    }

    private sealed class CountingList<T>(T[] entries) : IReadOnlyList<T>
    {
        public int Reads { get; private set; }

        public int Count => entries.Length;

        public T this[int index]
        {
            get
            {
                Reads++;
                return entries[index];
            }
        }

        public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
