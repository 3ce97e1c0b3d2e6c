using System.Collections.Frozen;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Export;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Search;
using ServerlessContacts.Search;

namespace ServerlessContacts.Functions.Export;

/// <summary>What is asked for in the query strings of exports: the conditions of lists, and words as in a search.</summary>
public sealed class ExportRequests(ContactSearch search, Favorites favorites)
{
    public static ExportFormat Format(RequestContext context) =>
        context.Query.Choice<ExportFormat>("format") ?? throw Query.Wrong("format", "required", "Expected a value.");

    public static string NameOf(ExportFormat format) => format.ToString().ToLowerInvariant();

    public async Task<ExportQuery> QueryAsync(RequestContext context)
    {
        var asked = SearchRequests.List(context);
        return new ExportQuery
        {
            Scope = ScopeOf(asked.Scope),
            Folders = asked.Folders,
            Group = asked.Group,
            Label = asked.Label,
            Only = Both(await OfViewAsync(context), Both(await ListedAsync(context, asked), await FoundAsync(context))),
        };
    }

    private static ExportScope ScopeOf(ContactScope? scope) => scope switch
    {
        ContactScope.Personal => ExportScope.Personal,
        ContactScope.Shared => ExportScope.Shared,
        ContactScope.Member => ExportScope.Members,
        _ => ExportScope.All,
    };

    /// <summary>Null where the view is no condition.</summary>
    private async Task<IReadOnlySet<ContactId>?> OfViewAsync(RequestContext context) =>
        (context.Query.Choice<ListView>("view") ?? ListView.All) switch
        {
            ListView.All => null,
            ListView.Favorites => context.Caller.Member is { } member
                ? await favorites.AllAsync(context.Tenant, member, context.Aborted)
                : FrozenSet<ContactId>.Empty,
            _ => throw Query.Wrong("view", "choice-invalid", "Expected all or favorites: what is deleted does not leave."),
        };

    /// <summary>Departments are compared as lists compare them.</summary>
    private async Task<IReadOnlySet<ContactId>?> ListedAsync(RequestContext context, ListQuery asked) => asked.Department is null
        ? null
        : await SearchPages.AllAsync(async continuation =>
        {
            var result = await search.ListAsync(
                context.Scope, asked with { PageSize = ListQuery.MaxPageSize, Continuation = continuation }, context.Aborted);
            return result.IsAnswered
                ? new SearchedPage(result.Answer.Items.Select(item => item.Id), result.Answer.Continuation, result.Version)
                : throw new ProblemException(SearchResponses.Of(context, result));
        });

    private async Task<IReadOnlySet<ContactId>?> FoundAsync(RequestContext context)
    {
        if (context.Query.Text("q") is null)
        {
            return null;
        }

        context.Demand(Permission.Search);
        var asked = SearchRequests.Search(context) with { Limit = SearchQuery.MaxLimit, Highlight = false };
        return await SearchPages.AllAsync(async continuation =>
        {
            var result = await search.SearchAsync(context.Scope, asked with { Continuation = continuation }, context.Aborted);
            return result.IsAnswered
                ? new SearchedPage(result.Answer.Sections.SelectMany(section => section.Items)
                    .Select(item => item.Contact.Id), result.Answer.Continuation, result.Version)
                : throw new ProblemException(SearchResponses.Of(context, result));
        });
    }

    private static IReadOnlySet<ContactId>? Both(IReadOnlySet<ContactId>? one, IReadOnlySet<ContactId>? other) =>
        one is null ? other : other is null ? one : one.Where(other.Contains).ToHashSet();
}
