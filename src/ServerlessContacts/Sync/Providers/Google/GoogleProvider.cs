using Google.Apis.Http;
using Google.Apis.PeopleService.v1;
using Google.Apis.Services;

namespace ServerlessContacts.Sync.Providers.Google;

/// <summary>Google Contacts through the People API. One client for all accounts: connections are shared, tokens are attached to single calls.</summary>
public sealed class GoogleProvider : IProvider, IDisposable
{
    public const string ProviderName = "google";

    private readonly GoogleSettings settings;
    private readonly TimeProvider time;
    private readonly PeopleServiceService service;
    private readonly GooglePhotos photos;

    public GoogleProvider(GoogleSettings settings, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        service = MakeService(settings);
        photos = new GooglePhotos(settings, time);
    }

    public string Name => ProviderName;

    /// <summary>Own data on a contact cannot be searched. Google says "several minutes" of the lag, and that changes of one user are to be sent one after the other.</summary>
    public ProviderTraits Traits { get; } = new(
        KeysAreSearchable: false, Lag: TimeSpan.FromMinutes(15), WritesAtOnce: 1, CarriesNotes: true, TellsOfPictures: true, RenamesItems: true)
    {
        InCall = GoogleWrites.Limits,
    };

    public IAccount Open(AccessToken token) => new GoogleAccount(new GoogleCalls(service, token, settings.CallTime, time), photos, settings.PageSize);

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
