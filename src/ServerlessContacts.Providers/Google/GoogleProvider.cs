using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>Google Contacts through the People API.</summary>
public sealed class GoogleProvider(GoogleSettings settings, TimeProvider time, OAuthSignIn? signIn = null) : IProvider, IDisposable
{
    public const string ProviderName = "google";

    private readonly Lazy<GoogleClients> clients = new(() => new GoogleClients(settings, time));

    public string Name => ProviderName;

    /// <summary>Own data on a contact cannot be searched. Google says "several minutes" of the lag, and that changes of one user are to be sent one after the other.</summary>
    public ProviderTraits Traits { get; } = new(
        KeysAreSearchable: false, Lag: TimeSpan.FromMinutes(15), WritesAtOnce: 1, CarriesNotes: true, TellsOfPictures: true, RenamesItems: true)
    {
        InCall = GoogleWrites.Limits,
    };

    public OAuthSignIn? SignIn => signIn;

    public IAccount Open(AccessToken token) => clients.Value.Open(token);

    public void Dispose()
    {
        if (clients.IsValueCreated)
        {
            clients.Value.Dispose();
        }
    }
}
