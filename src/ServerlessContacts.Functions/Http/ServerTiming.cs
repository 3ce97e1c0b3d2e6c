using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Functions.Http;

/// <summary>The header <c>Server-Timing</c>: how long parts of an answer took, in milliseconds.</summary>
internal static class ServerTiming
{
    public static void Add(HttpRequest request, string part, TimeSpan took) =>
        request.HttpContext.Response.Headers.Append("Server-Timing", string.Create(CultureInfo.InvariantCulture, $"{part};dur={took.TotalMilliseconds:0.####}"));
}
