using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServerlessContacts.Tests;

/// <summary>A certificate for a server on this machine, and clients that trust it and no other.</summary>
public sealed class LoopbackCertificate : IDisposable
{
    private readonly X509Certificate2 certificate = SelfSigned();

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate => certificate;

    public X509ChainPolicy Trusting() => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck };

    public void Dispose() => certificate.Dispose();

    /// <summary>Whoever checks it goes by the clock of the machine.</summary>
    private static X509Certificate2 SelfSigned()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
