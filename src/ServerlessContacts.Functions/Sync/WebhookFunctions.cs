using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Functions.Sync;

/// <summary>
/// <c>/api/webhooks</c>: where providers tell of changes. Open to anybody; what does not carry a subscription's secret is dropped.
/// </summary>
public sealed class WebhookFunctions(Notifications notifications)
{
    [Function("ReceiveMicrosoftNotifications")]
    public Task<IResult> Notify(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/microsoft/notifications")] HttpRequest request) =>
        Webhook.AnswerAsync(request, "microsoft", notifications);

    [Function("ReceiveMicrosoftLifecycle")]
    public Task<IResult> Lifecycle(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/microsoft/lifecycle")] HttpRequest request) =>
        Webhook.AnswerAsync(request, "microsoft", notifications);
}
