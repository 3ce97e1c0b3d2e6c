using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ServerlessContacts.Functions.Service;

/// <summary>The description of this HTTP interface, part of the assembly so that code and document are never deployed apart.</summary>
internal static class OpenApiDocument
{
    /// <summary>RFC 9512.</summary>
    public const string MediaType = "application/yaml";

    public static byte[] Bytes { get; } = Read();

    public static EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes)[..16])}\"");

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.yaml")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
