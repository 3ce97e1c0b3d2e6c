using System.Net;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Tests.Sync.SignIn;

public sealed class TokenAnswerTests
{
    [Theory]
    [InlineData("""{"access_token":"a","expires_in":3599,"refresh_token":"r","id_token":"i","scope":"s"}""", 3599, "r", "i", "s")]
    [InlineData("""{"access_token":"a","expires_in":"60"}""", 60, null, null, null)]
    [InlineData("""{"access_token":"a","token_type":"Bearer","unknown":{}}""", 3600, null, null, null)]
    public void A_token_is_read(string body, int seconds, string? refreshToken, string? idToken, string? scope) =>
        Assert.Equal(new TokenAnswer.Granted("a", TimeSpan.FromSeconds(seconds), refreshToken, idToken, scope), Read(200, body));

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""", "invalid_grant")]
    [InlineData("""{"error":"invalid_grant","error_description":"AADSTS70008: …","error_codes":[70008],"timestamp":"t","trace_id":"x","correlation_id":"y"}""", "invalid_grant")]
    [InlineData("""{"error":"interaction_required","error_codes":[50076],"suberror":"basic_action"}""", "interaction_required")]
    [InlineData("""{"error":"consent_required"}""", "consent_required")]
    public void What_only_the_member_can_mend_is_told_apart(string body, string error) => Assert.Equal(new TokenAnswer.SignInNeeded(error), Read(400, body));

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", "invalid_client", false, false)]
    [InlineData(400, """{"error":"redirect_uri_mismatch"}""", "redirect_uri_mismatch", false, false)]
    [InlineData(400, """{"error":"<b>anna@example.com</b>"}""", "status 400", false, false)]
    [InlineData(429, """{"error":"rate_limited"}""", "rate_limited", false, true)]
    [InlineData(500, "<html>", "status 500", true, false)]
    [InlineData(503, "", "status 503", true, false)]
    [InlineData(200, "{}", "status 200", false, false)]
    [InlineData(200, "[]", "status 200", false, false)]
    [InlineData(200, "null", "status 200", false, false)]
    [InlineData(302, """{"access_token":"a"}""", "status 302", false, false)]
    public void All_else_says_nothing_of_the_consent(int status, string body, string error, bool mayRepeat, bool throttled) =>
        Assert.Equal(new TokenAnswer.Unavailable(error, TimeSpan.FromSeconds(7)) { MayRepeat = mayRepeat, IsThrottled = throttled }, Read(status, body));

    private static TokenAnswer Read(int status, string body) => TokenAnswers.Read((HttpStatusCode)status, TimeSpan.FromSeconds(7), body);
}
