using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class EmailParserTests
{
    [Theory]
    [InlineData("aiko@example.jp", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("Aiko.Tanaka@Example.JP", "Aiko.Tanaka@Example.JP", "aiko.tanaka@example.jp")]
    [InlineData("  aiko@example.jp  ", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("aiko+list@example.jp", "aiko+list@example.jp", "aiko+list@example.jp")]
    [InlineData("o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie")]
    [InlineData("a@b", "a@b", "a@b")]
    [InlineData("admin@localhost", "admin@localhost", "admin@localhost")]
    [InlineData("foo..bar.@docomo.example", "foo..bar.@docomo.example", "foo..bar.@docomo.example")]
    [InlineData(".start@example.com", ".start@example.com", ".start@example.com")]
    [InlineData("under_score@sub_domain.example.com", "under_score@sub_domain.example.com", "under_score@sub_domain.example.com")]
    [InlineData("user@[192.168.0.1]", "user@[192.168.0.1]", "user@[192.168.0.1]")]
    [InlineData("user@example.com.", "user@example.com.", "user@example.com")]
    [InlineData("mailto:Aiko@example.jp", "Aiko@example.jp", "aiko@example.jp")]
    [InlineData("MAILTO:aiko@example.jp?subject=Hi", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("mailto:aiko%40example.jp", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("SMTP:aiko@example.jp", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("Aiko Tanaka <aiko@example.jp>", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("\"Tanaka, Aiko\" <Aiko@example.jp>", "Aiko@example.jp", "aiko@example.jp")]
    [InlineData("田中愛子 <aiko@example.jp>", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("Aiko <mailto:aiko@example.jp>", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("aiko@old.example <aiko@example.jp>", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("<aiko@example.jp>", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("< aiko@example.jp >", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("'aiko@example.jp'", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("\"aiko@example.jp\"", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("aiko@example.jp;", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("aiko＠example.jp", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("Ａｉｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "Aiko@example.jp", "aiko@example.jp")]
    [InlineData("\u200Baiko@example.jp\uFEFF", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("ai\u00ADko@example.jp", "aiko@example.jp", "aiko@example.jp")]
    [InlineData("aiko@例え.jp", "aiko@例え.jp", "aiko@xn--r8jz45g.jp")]
    [InlineData("info@Bücher.example", "info@Bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("info@xn--bcher-kva.example", "info@xn--bcher-kva.example", "info@xn--bcher-kva.example")]
    [InlineData("aiko@例え。jp", "aiko@例え。jp", "aiko@xn--r8jz45g.jp")]
    [InlineData("愛子@example.jp", "愛子@example.jp", "愛子@example.jp")]
    [InlineData("Éva@example.hu", "Éva@example.hu", "éva@example.hu")]
    [InlineData("\"john doe\"@example.com", "\"john doe\"@example.com", "\"john doe\"@example.com")]
    [InlineData("\"a@b\"@example.com", "\"a@b\"@example.com", "\"a@b\"@example.com")]
    [InlineData("ISTANBUL.I@EXAMPLE.COM", "ISTANBUL.I@EXAMPLE.COM", "istanbul.i@example.com")]
    public void An_address_is_kept_shown_and_compared(string written, string address, string normal)
    {
        var result = EmailParser.Parse(written);

        Assert.Null(result.Problem);
        Assert.Equal(new EmailAddress(written, address, normal), result.Email);
    }

    public static TheoryData<string, ValueProblem> None => new()
    {
        { "", EmailProblems.Empty },
        { "   ", EmailProblems.Empty },
        { "\u200B", EmailProblems.Empty },
        { "mailto:", EmailProblems.Empty },
        { "Aiko <>", EmailProblems.Empty },
        { "aiko", EmailProblems.NoAt },
        { "aiko.example.jp", EmailProblems.NoAt },
        { "aiko(at)example.jp", EmailProblems.NoAt },
        { "+81 90 1234 5678", EmailProblems.NoAt },
        { "@example.jp", EmailProblems.EmptyLocalPart },
        { "@", EmailProblems.EmptyLocalPart },
        { "aiko@", EmailProblems.EmptyDomain },
        { "aiko tanaka@example.jp", EmailProblems.SpacesInside },
        { "aiko @example.jp", EmailProblems.SpacesInside },
        { "aiko@ example.jp", EmailProblems.SpacesInside },
        { "aiko\t@example.jp", EmailProblems.SpacesInside },
        { "aiko\u3000tanaka@example.jp", EmailProblems.SpacesInside },
        { "aiko@example.jp (work)", EmailProblems.SpacesInside },
        { "aiko@example.jp\0", EmailProblems.SpacesInside },
        { "<aiko@example.jp", EmailProblems.SpacesInside },
        { "a@b@example.jp", EmailProblems.SeveralAts },
        { "aiko@example.jp,eva@example.hu", EmailProblems.SeveralAts },
        { "aiko@.example.jp", EmailProblems.InvalidDomain },
        { "aiko@example..jp", EmailProblems.InvalidDomain },
        { "aiko@.", EmailProblems.InvalidDomain },
        { "aiko@[]", EmailProblems.InvalidDomain },
        { "aiko@[192.168.0.1", EmailProblems.InvalidDomain },
        { "aiko@exa,mple.jp", EmailProblems.InvalidDomain },
        { "aiko@例え..jp", EmailProblems.InvalidDomain },
        { "aiko@\uD800.jp", EmailProblems.InvalidDomain },
        { "/o=First Organization/ou=First Administrative Group/cn=Recipients/cn=aiko", EmailProblems.ExchangeName },
        { "/O=FIRST ORGANIZATION/OU=EXCHANGE/CN=RECIPIENTS/CN=AIKO", EmailProblems.ExchangeName },
        { "Aiko </o=First Organization/cn=aiko>", EmailProblems.ExchangeName },
        { "/o=Org/cn=aiko@example.jp", EmailProblems.ExchangeName },
        { "X500:/o=First Organization/cn=aiko", EmailProblems.ExchangeName },
        { "EX:/o=First Organization/cn=aiko", EmailProblems.ExchangeName },
        { new string('a', 65) + "@example.jp", EmailProblems.LocalPartTooLong },
        { "a@" + string.Join('.', Enumerable.Repeat(new string('d', 60), 5)), EmailProblems.TooLong },
        { "a@" + new string('d', 64) + ".jp", EmailProblems.InvalidDomain },
    };

    [Theory]
    [MemberData(nameof(None))]
    public void What_is_no_address_says_why(string written, ValueProblem problem)
    {
        var result = EmailParser.Parse(written);

        Assert.Equal(problem, result.Problem);
        Assert.Equal(written, result.Raw);
        Assert.Throws<InvalidOperationException>(() => result.Email);
    }

    [Fact]
    public void The_longest_address_is_accepted()
    {
        var longest = new string('a', 64) + "@" + string.Join('.', new string('b', 63), new string('c', 63), new string('d', 61));

        Assert.Equal(EmailParser.MaxLength, longest.Length);
        Assert.Equal(longest, EmailParser.Parse(longest).Email.Normal);
        Assert.Equal(EmailProblems.TooLong, EmailParser.Parse(longest + "d").Problem);
    }

    [Fact]
    public void A_lower_case_address_is_one_string()
    {
        var email = EmailParser.Parse("aiko@example.jp").Email;

        Assert.Same(email.Raw, email.Address);
        Assert.Same(email.Raw, email.Normal);
    }

    [Theory]
    [InlineData("a@x.jp|b@x.jp", "a@x.jp", "b@x.jp")]
    [InlineData("a@x.jp ::: b@x.jp", "a@x.jp", "b@x.jp")]
    [InlineData("a@x.jp; b@x.jp;", "a@x.jp", "b@x.jp")]
    [InlineData("a@x.jp；b@x.jp", "a@x.jp", "b@x.jp")]
    [InlineData("a@x.jp\nb@x.jp", "a@x.jp", "b@x.jp")]
    [InlineData("\"Tanaka; Aiko\" <a@x.jp>; \"B|C\" <b@x.jp>", "a@x.jp", "b@x.jp")]
    [InlineData("5\" disk <a@x.jp>; b@x.jp", "a@x.jp", "b@x.jp")]
    [InlineData(" ; | ::: ")]
    [InlineData("")]
    public void A_cell_may_hold_several_addresses(string written, params string[] expected) =>
        Assert.Equal(expected, ValueList.Split(written, alsoSeparator: ';').ConvertAll(EmailParser.Parse)
            .Select(result => result.Email.Normal));
}
