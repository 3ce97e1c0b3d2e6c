using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using ServerlessContacts.Backup;
using ServerlessContacts.Editing;
using ServerlessContacts.Erasure;
using ServerlessContacts.Export;
using ServerlessContacts.Feed;
using ServerlessContacts.Housekeeping;
using ServerlessContacts.Import;
using ServerlessContacts.Interactions;
using ServerlessContacts.Search;
using ServerlessContacts.Store;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts;

/// <summary>Everything the function classes are made of, one line for each folder.</summary>
public static class ServiceRegistration
{
    public static IServiceCollection AddServerlessContacts(this IServiceCollection services, IConfiguration configuration) => services
        .AddStore()
        .AddAccess(configuration)
        .AddBackup()
        .AddEditing()
        .AddErasure()
        .AddExport()
        .AddFeed()
        .AddHousekeeping()
        .AddImport()
        .AddInteractions()
        .AddSearch()
        .AddSync(configuration)
        .AddSingleton<ContactByNumber>(provider => async (scope, parser, number, cancellationToken) =>
        {
            var query = new LookupQuery { Number = number, Parser = parser };
            return (await provider.GetRequiredService<ContactSearch>().LookupAsync(scope, query, cancellationToken)).Answer.Match?.Id;
        })
        .AddSingleton<LabelWishes>(provider => provider.GetRequiredService<GroupMemory>().WishEditsAsync);
}
