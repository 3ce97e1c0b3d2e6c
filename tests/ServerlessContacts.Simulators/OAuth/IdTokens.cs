using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServerlessContacts.Simulators.OAuth;

/// <summary>Signed id tokens with the claims that each provider puts into them.</summary>
internal sealed class IdTokens(SignInDialect dialect, TimeProvider time, TimeSpan life)
{
    /// <summary>The tenant of personal Microsoft accounts.</summary>
    private const string MicrosoftTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /// <summary>Made once: it takes longer than everything else that simulators do. Nobody need trust it.</summary>
    private static readonly RSA Key = RSA.Create(2048);

    public string Of(Grant grant, string clientId)
    {
        var claims = dialect == SignInDialect.Google ? Google(grant, clientId) : Microsoft(grant, clientId);
        claims["aud"] = clientId;
        claims["iat"] = time.GetUtcNow().ToUnixTimeSeconds();
        claims["exp"] = (time.GetUtcNow() + life).ToUnixTimeSeconds();
        return Sign(claims);
    }

    private static Dictionary<string, object> Google(Grant grant, string clientId)
    {
        var claims = new Dictionary<string, object> { ["iss"] = "https://accounts.google.com", ["azp"] = clientId, ["sub"] = grant.Account.Id };
        if (Has(grant, "email"))
        {
            claims["email"] = grant.Account.Email;
            claims["email_verified"] = true;
        }

        return claims;
    }

    /// <summary>The e-mail address is an optional claim there and comes for few accounts; the sign-in name is there for all.</summary>
    private static Dictionary<string, object> Microsoft(Grant grant, string clientId)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = $"https://login.microsoftonline.com/{MicrosoftTenant}/v2.0",
            ["sub"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}\n{grant.Account.Id}"))),
            ["tid"] = MicrosoftTenant,
            ["ver"] = "2.0",
        };
        if (Has(grant, "profile"))
        {
            claims["oid"] = grant.Account.Id;
            claims["name"] = grant.Account.Name;
            claims["preferred_username"] = grant.Account.Email;
        }

        return claims;
    }

    private static bool Has(Grant grant, string scope) => grant.Scope.Split(' ').Contains(scope, StringComparer.Ordinal);

    private static string Sign(Dictionary<string, object> claims)
    {
        var signed = $"{Encode(new { alg = "RS256", typ = "JWT", kid = "simulated" })}.{Encode(claims)}";
        lock (Key)
        {
            return $"{signed}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
