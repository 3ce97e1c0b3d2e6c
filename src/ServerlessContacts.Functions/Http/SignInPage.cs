using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>
/// Where providers send the browser back to: the same bytes for everybody, whatever the address says. The page itself hands code and state to the page that
/// opened it, if that is of the same origin, and shows them. Nothing is kept, and nothing is loaded from anywhere.
/// </summary>
internal static class SignInPage
{
    private static readonly byte[] Bytes = Read();

    /// <summary>Allows the page's own script and style, by their hashes, and nothing else.</summary>
    private static readonly string Policy =
        $"default-src 'none'; script-src '{Hash("script")}'; style-src '{Hash("style")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Answer(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(Bytes, "text/html; charset=utf-8");
    }

    /// <summary>Of what stands between the tags, byte for byte (Content Security Policy, level 3).</summary>
    private static string Hash(string tag)
    {
        var page = Encoding.UTF8.GetString(Bytes);
        var (start, end) = (page.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2, page.IndexOf($"</{tag}>", StringComparison.Ordinal));
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[start..end])))}";
    }

    private static byte[] Read()
    {
        using var resource = typeof(SignInPage).Assembly.GetManifestResourceStream("sign-in.html")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
