using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessContacts.Simulators.Google;

/// <summary>Where a listing stands: opaque to clients, and bound to the parameters of the call that began it.</summary>
/// <param name="From">The sequence number after which changes are told; null where everything is.</param>
/// <param name="Horizon">The last sequence number that the listing sees.</param>
/// <param name="Offset">How many people earlier pages had.</param>
internal sealed record ListingState(string Account, string Parameters, long? From, long Horizon, int Offset, DateTimeOffset FullSync, int Epoch)
{
    public string Write() => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this));

    public static ListingState Read(string token, string account)
    {
        try
        {
            var state = JsonSerializer.Deserialize<ListingState>(WebEncoders.Base64UrlDecode(token));
            return state?.Account == account ? state : throw Invalid();
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            throw Invalid();
        }
    }

    /// <summary>A mark of all parameters of a call but the tokens named.</summary>
    public static string ParametersOf(HttpRequest request, params string[] but) => MarkOf(string.Join('&', request.Query
        .Where(pair => !but.Contains(pair.Key, StringComparer.Ordinal))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}")));

    private static string MarkOf(string parameters) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(parameters)).AsSpan(0, 12));

    private static GoogleRefusal Invalid() => GoogleRefusal.Invalid("Sync token or page token is invalid.", "token-invalid");
}
