using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd;

/// <summary>A caller of the API with its credentials. Paths are what follows <c>/api/</c>.</summary>
public sealed class ApiClient(HttpClient http, params (string Name, string Value)[] credentials)
{
    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body, "application/json"), headers);

    /// <param name="path">What follows <c>/api/</c>.</param>
    /// <param name="patch">A merge patch.</param>
    /// <param name="etag">Sent as If-Match; null sends none.</param>
    public Task<ApiAnswer> PatchAsync(string path, JsonNode patch, string? etag) =>
        SendAsync(HttpMethod.Patch, path, Json(patch, "application/merge-patch+json"), IfMatch(etag));

    /// <inheritdoc cref="PatchAsync"/>
    public Task<ApiAnswer> DeleteAsync(string path, string? etag = null) => SendAsync(HttpMethod.Delete, path, null, IfMatch(etag));

    public Task<ApiAnswer> PutAsync(string path, byte[]? body = null, string type = "application/octet-stream")
    {
        var content = new ByteArrayContent(body ?? []);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return SendAsync(HttpMethod.Put, path, content);
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = content };
        foreach (var (name, value) in credentials.Concat(headers))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await http.SendAsync(request);
        return await ApiAnswer.ReadAsync(request, response);
    }

    private static StringContent? Json(JsonNode? body, string type) =>
        body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, type);

    private static (string, string)[] IfMatch(string? etag) => etag is null ? [] : [("If-Match", etag)];
}
