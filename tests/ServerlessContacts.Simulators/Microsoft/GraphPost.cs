using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>How the service calls its clients: a handshake with a token, and notifications that have to be taken in 3 seconds.</summary>
internal sealed class GraphPost(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public TimeSpan HandshakePatience { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan DeliveryPatience { get; set; } = TimeSpan.FromSeconds(3);

    public void Dispose() => http.Dispose();

    /// <summary>What was wrong with the answer, or null. The token has characters that an answer in its escaped form betrays.</summary>
    public async Task<string?> ShakeHandsAsync(Uri url, CancellationToken cancellationToken)
    {
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {Guid.NewGuid()} + 100 %";
        using var patience = Patience(HandshakePatience, cancellationToken);
        try
        {
            using var content = new StringContent("", Encoding.UTF8, "text/plain");
            using var answer = await http.PostAsync(WithToken(url, token), content, patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            return Problem(answer, text, token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return "The endpoint did not answer in time.";
        }
    }

    /// <summary>Tries until the endpoint takes it, a few times.</summary>
    public async Task DeliverAsync(Uri url, JsonNode notification, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses.Prepend(TimeSpan.Zero))
        {
            await Task.Delay(pause, time, cancellationToken);
            if (await IsTakenAsync(url, notification, cancellationToken))
            {
                return;
            }
        }
    }

    private static string? Problem(HttpResponseMessage answer, string text, string token) => answer switch
    {
        { StatusCode: not System.Net.HttpStatusCode.OK } => $"HTTP status code is '{answer.StatusCode}'.",
        { Content.Headers.ContentType.MediaType: not "text/plain" } => "The content type is not text/plain.",
        _ => text == token ? null : "The body is not the token.",
    };

    private static Uri WithToken(Uri url, string token) => new($"{url}{(url.Query.Length == 0 ? '?' : '&')}validationToken={Uri.EscapeDataString(token)}");

    private async Task<bool> IsTakenAsync(Uri url, JsonNode notification, CancellationToken cancellationToken)
    {
        using var patience = Patience(DeliveryPatience, cancellationToken);
        try
        {
            using var answer = await http.PostAsJsonAsync(url, new JsonObject { ["value"] = new JsonArray(notification.DeepClone()) }, patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Real time, because the sockets of the other side know no other.</summary>
    private static CancellationTokenSource Patience(TimeSpan patience, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(patience);
        return source;
    }
}
