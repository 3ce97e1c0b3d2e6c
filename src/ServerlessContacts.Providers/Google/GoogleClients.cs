using Google.Apis.Http;
using Google.Apis.PeopleService.v1;
using Google.Apis.Services;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>One client for all accounts: connections are shared, tokens are attached to single calls.</summary>
internal sealed class GoogleClients(GoogleSettings settings, TimeProvider time) : IDisposable
{
    private readonly PeopleServiceService service = MakeService(settings);
    private readonly GooglePhotos photos = new(settings, time);

    public IAccount Open(AccessToken token) =>
        new GoogleAccount(new GoogleCalls(service, token, settings.CallTime, time), photos, settings.PageSize);

    public void Dispose()
    {
        service.Dispose();
        photos.Dispose();
    }

    private static PeopleServiceService MakeService(GoogleSettings settings)
    {
        var client = new PeopleServiceService(new BaseClientService.Initializer
        {
            ApplicationName = "ServerlessContacts",
            BaseUri = settings.BaseUrl.AbsoluteUri.TrimEnd('/') + "/",
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        });
        // Each call has its own limit, and a token must not follow a redirect to another host.
        client.HttpClient.Timeout = Timeout.InfiniteTimeSpan;
        client.HttpClient.MessageHandler.FollowRedirect = false;
        return client;
    }
}
