using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.OAuth;

/// <summary>How each provider refuses at its token endpoint.</summary>
internal sealed class SignInErrors(SignInDialect dialect, TimeProvider time)
{
    public IResult InvalidClient() => Of(401, "invalid_client", "Unauthorized", 7000215, "Invalid client secret provided.");

    public IResult CodeSpent() => Of(400, "invalid_grant", "Malformed auth code.", 70000, "The provided authorization code is unknown, was redeemed or has expired.");

    public IResult WrongVerifier() => Of(400, "invalid_grant", "Invalid code verifier.", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");

    public IResult WrongRedirect() => dialect == SignInDialect.Google
        ? Of(400, "redirect_uri_mismatch", "Bad Request", 0, "")
        : Of(400, "invalid_grant", "", 500112, "The reply address does not match the one provided when requesting the authorization code.");

    public IResult GrantEnded() =>
        Of(400, "invalid_grant", "Token has been expired or revoked.", 50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed.");

    public IResult InteractionRequired() =>
        Of(400, "interaction_required", "Interaction required.", 50076, "Due to a configuration change made by your administrator, you must use multi-factor authentication.");

    public IResult ConsentRequired() => Of(400, "consent_required", "Consent required.", 65001, "The user or administrator has not consented to use the application.");

    public IResult UnsupportedGrant() => Of(400, "unsupported_grant_type", "Invalid grant_type.", 70003, "The app requested an unsupported grant type.");

    private IResult Of(int status, string error, string google, int number, string microsoft) => dialect == SignInDialect.Google
        ? Results.Json(new { error, error_description = google }, statusCode: status)
        : Results.Json(
            new
            {
                error,
                error_description = $"AADSTS{number.ToString(CultureInfo.InvariantCulture)}: {microsoft}",
                error_codes = new[] { number },
                timestamp = time.GetUtcNow().ToString("u", CultureInfo.InvariantCulture),
                trace_id = Guid.NewGuid(),
                correlation_id = Guid.NewGuid(),
            },
            statusCode: status);
}
