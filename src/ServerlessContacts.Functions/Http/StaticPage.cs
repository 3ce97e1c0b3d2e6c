using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>A page that is the same bytes for everybody, whatever the address says. It loads nothing from anywhere.</summary>
internal sealed class StaticPage
{
    private readonly byte[] bytes;

    /// <summary>Allows the page's own script and style, by their hashes, and nothing else.</summary>
    private readonly string policy;

    /// <param name="name">The embedded file.</param>
    public StaticPage(string name)
    {
        bytes = Read(name);
        policy = $"default-src 'none'; {Allowed("script")}{Allowed("style")}base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public IResult Answer(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(bytes, "text/html; charset=utf-8");
    }

    /// <summary>
    /// By the hash of what stands between the tags, byte for byte (Content Security Policy, level 3); nothing where the page has no such
    /// tag.
    /// </summary>
    private string Allowed(string tag)
    {
        var page = Encoding.UTF8.GetString(bytes);
        var start = page.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2;
        var end = page.IndexOf($"</{tag}>", StringComparison.Ordinal);
        return end < 0 ? "" : $"{tag}-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[start..end])))}'; ";
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(StaticPage).Assembly.GetManifestResourceStream(name)!;
        using var page = new MemoryStream();
        resource.CopyTo(page);
        return page.ToArray();
    }
}
