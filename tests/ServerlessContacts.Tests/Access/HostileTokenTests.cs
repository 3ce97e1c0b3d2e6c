using FsCheck;
using FsCheck.Fluent;
using ServerlessContacts.Access;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

/// <summary>Whatever is sent as a token is refused with a code; nothing throws.</summary>
public sealed class HostileTokenTests(SharedIssuer shared) : IClassFixture<SharedIssuer>, IDisposable
{
    private readonly TokenFixture _fixture = new(shared.Issuer, shared.Time);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Any_text_is_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Refuses(text ?? "")).Check(Properties.Cases(100));

    [Fact]
    public void Any_three_parts_are_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (header, claims) =>
            Refuses(LoopbackIssuer.SignText(header ?? "", claims ?? "", data => data))).Check(Properties.Cases(100));

    [Fact]
    public void A_token_with_any_character_changed_is_refused()
    {
        var token = _fixture.Issuer.Token("acme", "anna");
        // The last character of a part carries unused bits, so changing it may change nothing.
        var places = Gen.Choose(0, token.Length - 2).Where(place => token[place] != '.' && token[place + 1] != '.').ToArbitrary();

        Prop.ForAll(places, ArbMap.Default.ArbFor<char>(), (place, character) =>
            token[place] == character || Refuses($"{token[..place]}{character}{token[(place + 1)..]}")).Check(Properties.Cases(100));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("e30.e30.")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    public async Task Fragments_are_refused(string token) =>
        Assert.IsType<Refused>(await _fixture.ValidateAsync(token));

    [Fact]
    public async Task An_oversized_token_is_refused()
    {
        await _fixture.RefuseClaimsAsync(RefusalCode.TokenMalformed, new() { ["name"] = new string('a', 32 * 1024) });
        await _fixture.RefuseAsync(RefusalCode.TokenMalformed, new string('a', 10_000_000));
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", 3000)) + "1" + new string('}', 3000);

        Assert.IsType<Refused>(await _fixture.ValidateAsync(SignedClaims($$"""{"iss":"{{_fixture.Issuer.Issuer}}","x":{{nested}}}""")));
    }

    [Theory]
    [InlineData("oid", "\"anna\"", nameof(Authenticated))]
    [InlineData("exp", "33310483200.5", nameof(Authenticated))]
    [InlineData("iss", "7", RefusalCode.TokenMalformed)]
    [InlineData("iss", "{}", RefusalCode.TokenMalformed)]
    [InlineData("iss", "null", RefusalCode.TokenIssuer)]
    [InlineData("aud", "7", RefusalCode.TokenMalformed)]
    [InlineData("aud", "{}", RefusalCode.TokenMalformed)]
    [InlineData("aud", "[[]]", RefusalCode.TokenMalformed)]
    [InlineData("aud", "[null]", RefusalCode.TokenAudience)]
    [InlineData("exp", "\"tomorrow\"", RefusalCode.TokenMalformed)]
    [InlineData("exp", "null", RefusalCode.TokenMalformed)]
    [InlineData("exp", "[]", RefusalCode.TokenMalformed)]
    [InlineData("exp", "-1e300", RefusalCode.TokenMalformed)]
    [InlineData("exp", "-9223372036854775808", RefusalCode.TokenExpired)]
    [InlineData("nbf", "\"tomorrow\"", RefusalCode.TokenMalformed)]
    [InlineData("nbf", "1e300", RefusalCode.TokenMalformed)]
    [InlineData("nbf", "9223372036854775807", RefusalCode.TokenNotYetValid)]
    [InlineData("tid", "[\"acme\",\"other\"]", RefusalCode.TokenTenant)]
    [InlineData("tid", "{\"acme\":1}", RefusalCode.TokenTenant)]
    [InlineData("tid", "null", RefusalCode.TokenTenant)]
    [InlineData("oid", "{\"a\":1}", RefusalCode.TokenMember)]
    [InlineData("oid", "[\"anna\",\"bob\"]", RefusalCode.TokenMember)]
    [InlineData("oid", "\"an\\u0000na\"", RefusalCode.TokenMember)]
    public async Task Claims_of_any_shape_are_answered_with_a_code(string claim, string json, string code)
    {
        var claims = _fixture.Issuer.Claims(new() { ["sub"] = null, [claim] = null });
        var others = System.Text.Json.JsonSerializer.Serialize(claims).TrimEnd('}');

        var result = await _fixture.ValidateAsync(SignedClaims($"{others},\"{claim}\":{json}}}"));

        Assert.Equal(code, result is Refused refused ? refused.Code : result.GetType().Name);
    }

    [Theory]
    [InlineData("alg", "7")]
    [InlineData("alg", "null")]
    [InlineData("alg", "[\"RS256\"]")]
    [InlineData("kid", "7")]
    [InlineData("kid", "{}")]
    [InlineData("typ", "{}")]
    public async Task Headers_of_the_wrong_shape_never_throw(string name, string json)
    {
        var key = _fixture.Issuer.Keys[0];
        var header = LoopbackIssuer.Header(key);
        header.Remove(name);
        var text = System.Text.Json.JsonSerializer.Serialize(header).TrimEnd('}') + $",\"{name}\":{json}}}";
        var claims = System.Text.Json.JsonSerializer.Serialize(_fixture.Issuer.Claims([]));

        var result = await _fixture.ValidateAsync(LoopbackIssuer.SignText(text, claims, key.Sign));

        Assert.True(name == "typ" || result is Refused, $"{result}");
    }

    private string SignedClaims(string claims)
    {
        var key = _fixture.Issuer.Keys[0];
        return LoopbackIssuer.SignText($$"""{"alg":"{{key.Algorithm}}","kid":"{{key.Id}}"}""", claims, key.Sign);
    }

    private bool Refuses(string token) => Task.Run(() => _fixture.ValidateAsync(token)).GetAwaiter().GetResult() is Refused;
}
