using System.Buffers.Text;
using System.Text;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class AccountIdentityTests
{
    [Theory]
    [InlineData("""{"iss":"https://i","aud":"me","sub":"1","email":"anna@example.com"}""", "https://i#1", "anna@example.com")]
    [InlineData("""{"iss":"https://i","aud":"me","sub":"1","preferred_username":"anna@corp.example"}""", "https://i#1", "anna@corp.example")]
    [InlineData("""{"iss":"https://i","aud":["other","me"],"sub":"1","email":"a@b.example","preferred_username":"c"}""", "https://i#1", "a@b.example")]
    public void An_account_is_known_by_its_token(string claims, string subject, string name) =>
        Assert.Equal(new ConnectedAccount(subject, name), AccountIdentity.Read(Token(claims), "me"));

    [Theory]
    [InlineData("""{"iss":"https://i","aud":"another","sub":"1","email":"anna@example.com"}""")]
    [InlineData("""{"iss":"https://i","sub":"1","email":"anna@example.com"}""")]
    [InlineData("""{"iss":"https://i","aud":"me","email":"anna@example.com"}""")]
    [InlineData("""{"iss":"https://i","aud":"me","sub":"1"}""")]
    [InlineData("""{"iss":"https://i","aud":"me","sub":"1","email":" "}""")]
    [InlineData("not json")]
    public void A_token_that_is_not_for_us_or_says_not_whose_it_is_is_none(string claims) => Assert.Null(AccountIdentity.Read(Token(claims), "me"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("anything")]
    public void What_is_no_token_is_nobodys(string? token) => Assert.Null(AccountIdentity.Read(token, "me"));

    private static string Token(string claims) => $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}.{Encode("signature")}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
