using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Functions.Interactions;

/// <summary><c>/api/interactions</c>: calls and messages, by which frequent contacts come first.</summary>
public sealed class InteractionFunctions(
    RequestGate gate, InteractionLog log, ContactSearch search, ContactStore contacts, TimeProvider time)
{
    [Function("CreateInteraction")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsWrite, async context =>
        {
            var reported = await ReportedInteraction.ReadAsync(context, time.GetUtcNow());
            var theirs = context with { Scope = context.Scope with { Personal = reported.Member ?? context.Scope.Personal } };
            var contact = reported.Contact is { } id ? await NamedAsync(theirs, id) : await CallerAsync(theirs, reported.Number!);
            return await log.RecordAsync(
                context.Tenant, reported.For(context, contact), context.Aborted) is RecordResult.Recorded { Interaction: var recorded }
                ? Results.Json(InteractionResponses.View(MayKnow(
                    context, recorded.ContactId) ? recorded : recorded with { Contact = null }), statusCode: StatusCodes.Status201Created)
                : Problems.KeyReused();
        });

    [Function("ListInteractions")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsRead, async context =>
            ContactId.TryParse(context.Query.Demand("contact"), out var id) && MayKnow(context, id)
                && await ContactRequests.FindAsync(context, contacts, id) is not null
                ? Page.Of(context, await log.WithAsync(
                    context.Tenant, id, context.Scope.Personal, context.Aborted), InteractionResponses.View)
                : Problems.NotFound());

    private Task<IResult> RunAsync(HttpRequest request, string permission, Func<RequestContext, Task<IResult>> serve) => gate.RunAsync(
        request,
        context => context.Caller.May(Permission.InteractionsManage) ? Permission.InteractionsManage : permission,
        serve,
        owners: Permission.InteractionsManage);

    private async Task<ContactId> NamedAsync(RequestContext context, string text) =>
        ContactId.TryParse(text, out var id) && MayKnow(context, id) && await ContactRequests.FindAsync(context, contacts, id) is not null
            ? id
            : throw Query.Wrong("contact", "contact-unknown", "There is no such contact, or the caller may not know of it.");

    /// <summary>Reporting for a member gives no sight of that member's own contacts.</summary>
    private static bool MayKnow(RequestContext context, ContactId? contact) =>
        contact?.Owner is not { } owner || owner == context.Caller.Member || context.Caller.May(Permission.ContactsAdmin);

    /// <summary>Who has the number, as whoever's the interaction was would be told.</summary>
    private async Task<ContactId?> CallerAsync(RequestContext context, string number) =>
        (await search.LookupAsync(
            context.Scope, new LookupQuery { Number = number, Parser = context.Edit.PhoneParser }, context.Aborted)).Answer.Match?.Id;
}
