using System.Security.Cryptography;
using static System.Buffers.Text.Base64Url;

namespace ServerlessContacts.Tests.Access;

/// <summary>A key pair of <see cref="LoopbackIssuer"/>.</summary>
public sealed record IssuerKey(string Id, string Algorithm, Func<byte[], byte[]> Sign, IReadOnlyDictionary<string, string> Jwk)
{
    /// <summary>Shared by all tests that need no key of their own: making one takes a while.</summary>
    public static IssuerKey First { get; } = Rs256("key-1");

    public static IssuerKey Rs256(string id) =>
        Rsa(id, "RS256", key => data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static IssuerKey Ps256(string id) =>
        Rsa(id, "PS256", key => data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    public static IssuerKey Es256(string id)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(id, "ES256", data => key.SignData(data, HashAlgorithmName.SHA256), new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["kid"] = id,
            ["x"] = EncodeToString(point.X),
            ["y"] = EncodeToString(point.Y),
        });
    }

    private static IssuerKey Rsa(string id, string algorithm, Func<RSA, Func<byte[], byte[]>> signer)
    {
        var key = RSA.Create(2048);
        var parts = key.ExportParameters(includePrivateParameters: false);
        return new(id, algorithm, OneAtATime(signer(key)), new Dictionary<string, string>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = EncodeToString(parts.Modulus),
            ["e"] = EncodeToString(parts.Exponent),
        });
    }

    // Test classes run side by side and share the first key; .NET promises no thread safety for keys.
    private static Func<byte[], byte[]> OneAtATime(Func<byte[], byte[]> sign)
    {
        var gate = new Lock();
        return data =>
        {
            lock (gate)
            {
                return sign(data);
            }
        };
    }
}
