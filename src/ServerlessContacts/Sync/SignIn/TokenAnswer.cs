using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>What a provider's token endpoint said.</summary>
public abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    /// <param name="AccessToken">Good for <paramref name="ExpiresIn"/>.</param>
    /// <param name="RefreshToken">Replaces the one before; null where that one goes on.</param>
    /// <param name="Scope">What was granted, separated by blanks; null for all that was asked for.</param>
    public sealed record Granted(string AccessToken, TimeSpan ExpiresIn, string? RefreshToken, string? IdToken, string? Scope) : TokenAnswer
    {
        public override string ToString() => nameof(Granted);
    }

    /// <summary>The member's consent, or this one use of it, is not good: they have to sign in.</summary>
    public sealed record SignInNeeded(string Error) : TokenAnswer;

    /// <summary>Nothing is known of the consent: no answer, a fault there, or this service is not registered there as it should be.</summary>
    public sealed record Unavailable(string Error, TimeSpan? RetryAfter = null) : TokenAnswer
    {
        public bool MayRepeat { get; init; }

        public bool IsThrottled { get; init; }
    }
}

/// <summary>Reads answers of token endpoints (RFC 6749, section 5).</summary>
internal static class TokenAnswers
{
    /// <summary>Errors that only the member can mend. Google and Microsoft tell an ended consent by the first; Microsoft asks for another factor or a new consent by the others.</summary>
    private static readonly string[] MembersErrors = ["invalid_grant", "interaction_required", "consent_required", "login_required"];

    /// <summary>Where an answer does not say how long its token lives.</summary>
    private const int UsualLife = 3600;

    /// <summary>Errors are words; what is longer is somebody's page.</summary>
    private const int MostError = 64;

    public static TokenAnswer Read(HttpStatusCode status, TimeSpan? retryAfter, string body)
    {
        var answer = Parse(body);
        return answer switch
        {
            { AccessToken: { Length: > 0 } token } when status == HttpStatusCode.OK =>
                new TokenAnswer.Granted(token, TimeSpan.FromSeconds(answer.ExpiresIn ?? UsualLife), answer.RefreshToken, answer.IdToken, answer.Scope),
            { Error: { } error } when MembersErrors.Contains(error, StringComparer.Ordinal) => new TokenAnswer.SignInNeeded(error),
            _ => new TokenAnswer.Unavailable(Error(status, answer?.Error), retryAfter)
            {
                MayRepeat = status >= HttpStatusCode.InternalServerError,
                IsThrottled = status == HttpStatusCode.TooManyRequests,
            },
        };
    }

    private static string Error(HttpStatusCode status, string? error) =>
        error is { Length: > 0 and <= MostError } && error.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? error : $"status {(int)status}";

    private static Document? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Document>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Document
    {
        [JsonPropertyName("access_token")]
        public string? AccessToken { get; init; }

        /// <summary>Some endpoints write the number as a text.</summary>
        [JsonPropertyName("expires_in")]
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
        public int? ExpiresIn { get; init; }

        [JsonPropertyName("refresh_token")]
        public string? RefreshToken { get; init; }

        [JsonPropertyName("id_token")]
        public string? IdToken { get; init; }

        [JsonPropertyName("scope")]
        public string? Scope { get; init; }

        [JsonPropertyName("error")]
        public string? Error { get; init; }
    }
}
