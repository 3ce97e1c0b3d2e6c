using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>Entity tags: the sequence of the last change, in quotes.</summary>
internal static class Preconditions
{
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller saw, from If-Match; null for <c>*</c>, any version.</summary>
    public static long? DemandMatch(HttpRequest request) => Version(request.Headers.IfMatch.ToString().Trim());

    /// <inheritdoc cref="DemandMatch"/>
    public static long? Version(string match) => match switch
    {
        "" => throw new ProblemException(Problems.PreconditionRequired()),
        "*" => null,
        _ => long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && match == Tag(version)
            ? version
            : throw new ProblemException(Problems.Stale()),
    };

    /// <summary>Whether the caller has this version already.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',')).Any(known => known.Trim() is "*"
            || known.Trim().Replace("W/", "", StringComparison.Ordinal) == tag);

    /// <summary>The caller's own name for this request; null where it has none.</summary>
    public static string? IdempotencyKey(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        return key.Length switch
        {
            0 => null,
            <= 200 => key,
            _ => throw new ProblemException(Problems.Invalid("Idempotency-Key", "too-long", "Expected at most 200 characters.")),
        };
    }
}
