using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Tests.Contacts.Matching;

public sealed class CompatibleNamesTests
{
    [Theory]
    [InlineData("John Smith", "John Smith", true)]
    [InlineData("JOHN SMITH", "john smith", true)]
    [InlineData("John  Smith ", " John Smith", true)]
    [InlineData("Smith, John", "John Smith", true)]
    [InlineData("Smith John", "John Smith", true)]
    [InlineData("J. Smith", "John Smith", true)]
    [InlineData("J Smith", "John Smith", true)]
    [InlineData("Smith J.", "John Smith", true)]
    [InlineData("J.R. Smith", "John Robert Smith", true)]
    [InlineData("John R. Smith", "John Smith", true)]
    [InlineData("Dr. John Smith", "John Smith", true)]
    [InlineData("Chr. Meier", "Christian Meier", true)]
    [InlineData("Chr Meier", "Christian Meier", false)]
    [InlineData("Smith", "John Smith", true)]
    [InlineData("John", "John Smith", true)]
    [InlineData("Room 1", "Room 10", false)]
    [InlineData("Room 1", "Room", false)]
    [InlineData("Room 1", "Room 1 Reception", true)]
    [InlineData("Line 2 Front Desk", "Front Desk Line 2", true)]
    [InlineData("Line 2 Front Desk", "Front Desk Line 21", false)]
    [InlineData("Team ２", "Team 21", false)]
    [InlineData("Jane Smith", "John Smith", false)]
    [InlineData("John Smythe", "John Smith", false)]
    [InlineData("Jon Smith", "Jonathan Smith", false)]
    [InlineData("Ann Smith", "Anna Smith", false)]
    [InlineData("Hans Müller", "Hansjörg Müller", false)]
    [InlineData("J. S.", "John Smith", false)]
    [InlineData("J", "John", false)]
    [InlineData("K. Smith", "John Smith", false)]
    [InlineData("John Smith", "John Doe", false)]
    [InlineData("John John", "John Smith", false)]
    [InlineData("J. Smith", "J. Smith", true)]
    [InlineData("J. Smith", "J. R. Smith", true)]
    [InlineData("Zoë Müller", "Zoe Muller", true)]
    [InlineData("Straße", "Strasse", true)]
    [InlineData("Łukasz Ørsted", "Lukasz Orsted", true)]
    [InlineData("Jean-Pierre Dupont", "Jean Pierre Dupont", true)]
    [InlineData("O'Brien", "OBrien", true)]
    [InlineData("ＪＯＨＮ　Ｓｍｉｔｈ", "John Smith", true)]
    [InlineData("田中 太郎", "田中太郎", true)]
    [InlineData("田中", "田中太郎", true)]
    [InlineData("田中　太郎", "田中 花子", false)]
    [InlineData("田", "田中太郎", false)]
    [InlineData("やまだ たろう", "ヤマダ タロウ", false)]
    [InlineData("Smith", "Smithson", false)]
    [InlineData("", "John Smith", false)]
    [InlineData("John Smith", "", false)]
    [InlineData("", "", true)]
    [InlineData("ACME", "ACME Inc", true)]
    public void Names_that_share_a_value_are_one_persons_or_not(string one, string other, bool expected)
    {
        Assert.Equal(expected, CompatibleNames.Are(Signature(one), Signature(other)));
        Assert.Equal(expected, CompatibleNames.Are(Signature(other), Signature(one)));
    }

    [Theory]
    [InlineData("ACME", "ACME", true)]
    [InlineData("ACME", "acme", true)]
    [InlineData("ACME", null, true)]
    [InlineData(null, null, true)]
    [InlineData("ACME", "Initech", false)]
    public void Records_without_names_go_by_their_companies(string? one, string? other, bool expected)
    {
        Assert.Equal(expected, CompatibleNames.Are(Company(one), Company(other)));
        Assert.False(CompatibleNames.Are(Company(one), Signature("John Smith")));
    }

    [Theory]
    [InlineData("Mum", "Jane Smith", null, null, true)]
    [InlineData("Mum", "Jane Smith", "Mum", null, true)]
    [InlineData("Mum", "Jane Smith", "J. Smith", null, false)]
    [InlineData("Mum", "Jane Smith", "Mama", "Jane Smith", false)]
    [InlineData("Ann Smith", "Smith", "Bob Smith", null, false)]
    [InlineData("Ann Smith", "Smith", "Bob Smith", "Smith", false)]
    public void A_name_beside_other_parts_is_compatible_with_what_the_parts_make(string full, string parts, string? otherFull,
        string? otherParts, bool expected)
    {
        var (one, other) = (Signature(full, parts), otherFull is null ? Signature("Jane Smith") : Signature(otherFull, otherParts));
        Assert.Equal((expected, expected), (CompatibleNames.Are(one, other), CompatibleNames.Are(other, one)));
    }

    private static string Signature(string full, string? family) =>
        NameSignature.Of(new Contact { Name = new ContactName { Full = full, Family = family } });

    private static string Signature(string name) => NameSignature.Of(new Contact { Name = new ContactName { Full = name } });

    private static string Company(string? name) => NameSignature.Of(new Contact { Organization = new Organization { Name = name } });
}
