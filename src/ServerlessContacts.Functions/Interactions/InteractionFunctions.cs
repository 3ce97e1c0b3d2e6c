using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;

namespace ServerlessContacts.Functions.Interactions;

/// <summary><c>/api/interactions</c>: calls and messages, by which frequent contacts come first.</summary>
public sealed class InteractionFunctions(RequestGate gate, InteractionReports reports, TimeProvider time)
{
    [Function("CreateInteraction")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsWrite, async context =>
        {
            var report = await InteractionRequests.ReadAsync(context, time.GetUtcNow());
            return InteractionResponses.Of(
                await reports.RecordAsync(context.Caller, context.Scope, context.Directory, report, context.Aborted));
        });

    [Function("ListInteractions")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsRead, async context =>
        {
            var contact = context.Query.Demand("contact");
            return await reports.WithAsync(context.Caller, context.Scope, context.Directory, contact, context.Aborted) is { } all
                ? Page.Of(context, all, InteractionResponses.View)
                : Problems.NotFound();
        });

    private Task<IResult> RunAsync(HttpRequest request, string permission, Func<RequestContext, Task<IResult>> serve) => gate.RunAsync(
        request, RoutePermission.OneOf(Permission.InteractionsManage, permission), serve, owners: Permission.InteractionsManage);
}
