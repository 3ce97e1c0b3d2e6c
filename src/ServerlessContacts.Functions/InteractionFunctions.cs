using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Interactions;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/interactions</c>: calls and messages, by which frequent contacts come first.</summary>
public sealed class InteractionFunctions(Api api, InteractionLog log, ContactSearch search, ContactStore contacts, TimeProvider time)
{
    [Function("CreateInteraction")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsWrite, async session =>
        {
            var reported = await ReportedInteraction.ReadAsync(session, time.GetUtcNow());
            var theirs = session with { Scope = session.Scope with { Personal = reported.Member ?? session.Scope.Personal } };
            var contact = reported.Contact is { } id ? await NamedAsync(theirs, id) : await CallerAsync(theirs, reported.Number!);
            return await log.RecordAsync(session.Tenant, reported.For(session, contact), session.Aborted) is RecordResult.Recorded { Interaction: var recorded }
                ? Results.Json(InteractionAnswers.View(MayKnow(session, recorded.ContactId) ? recorded : recorded with { Contact = null }), statusCode: StatusCodes.Status201Created)
                : Problems.KeyReused();
        });

    [Function("ListInteractions")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/interactions")] HttpRequest request) =>
        RunAsync(request, Permission.InteractionsRead, async session =>
            ContactId.TryParse(session.Query.Demand("contact"), out var id) && MayKnow(session, id) && await ContactRequests.FindAsync(session, contacts, id) is not null
                ? Page.Of(session, await log.WithAsync(session.Tenant, id, session.Scope.Personal, session.Aborted), InteractionAnswers.View)
                : Problems.NotFound());

    private Task<IResult> RunAsync(HttpRequest request, string permission, Func<Session, Task<IResult>> serve) => api.RunAsync(
        request,
        session => session.Caller.May(Permission.InteractionsManage) ? Permission.InteractionsManage : permission,
        serve,
        owners: Permission.InteractionsManage);

    private async Task<ContactId> NamedAsync(Session session, string text) =>
        ContactId.TryParse(text, out var id) && MayKnow(session, id) && await ContactRequests.FindAsync(session, contacts, id) is not null
            ? id
            : throw Query.Wrong("contact", "contact-unknown", "There is no such contact, or the caller may not know of it.");

    /// <summary>Reporting for a member gives no sight of that member's own contacts.</summary>
    private static bool MayKnow(Session session, ContactId? contact) =>
        contact?.Owner is not { } owner || owner == session.Caller.Member || session.Caller.May(Permission.ContactsAdmin);

    /// <summary>Who has the number, as whoever's the interaction was would be told.</summary>
    private async Task<ContactId?> CallerAsync(Session session, string number) =>
        (await search.LookupAsync(session.Scope, new LookupQuery { Number = number, Parser = session.Edit.PhoneParser }, session.Aborted)).Answer.Match?.Id;
}
