using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public class IdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("demo")]
    [InlineData("0-1")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff123")]
    public void A_tenant_id_is_taken_as_it_is(string text)
    {
        Assert.True(TenantId.TryParse(text, out var tenant));
        Assert.Equal(text, tenant.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-demo")]
    [InlineData("Demo")]
    [InlineData("demo\n")]
    [InlineData("demo/other")]
    [InlineData("demo_other")]
    [InlineData("démo")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234")]
    public void Anything_else_is_no_tenant_id(string? text) => Assert.False(TenantId.TryParse(text, out _));

    [Theory]
    [InlineData("anna")]
    [InlineData("Anna Müller <anna@example.org>")]
    [InlineData("a/b\\c#d?e")]
    public void A_member_id_is_taken_as_it_is(string text)
    {
        Assert.True(MemberId.TryParse(text, out var member));
        Assert.Equal(text, member.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("an\nna")]
    [InlineData("anna\u0085")]
    public void A_member_id_has_text_and_no_control_characters(string? text) => Assert.False(MemberId.TryParse(text, out _));

    [Theory]
    [InlineData("a", 300)]
    [InlineData("|", 100)]
    [InlineData("田", 33)]
    public void A_member_id_is_as_long_as_fits_into_a_key(string character, int most)
    {
        Assert.True(MemberId.TryParse(string.Concat(Enumerable.Repeat(character, most)), out _));
        Assert.False(MemberId.TryParse(string.Concat(Enumerable.Repeat(character, most + 1)), out _));
    }
}
