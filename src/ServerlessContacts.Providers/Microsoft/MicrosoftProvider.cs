using Microsoft.Graph;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Contacts in Outlook and Exchange Online, through Microsoft Graph. One instance holds the connections of all accounts.</summary>
public sealed class MicrosoftProvider(MicrosoftSettings settings, TimeProvider time, OAuthSignIn? signIn = null) : IProvider, IDisposable
{
    public const string ProviderName = "microsoft";

    private readonly SocketsHttpHandler sockets = GraphPipeline.Sockets();

    public string Name => ProviderName;

    /// <remarks>
    /// Outlook takes four requests at once from an app for a mailbox; one of them is left to reading and subscriptions. How far a listing may
    /// lag is not documented; three minutes is the longest that notifications of the same changes are said to take.
    /// </remarks>
    public ProviderTraits Traits { get; } = new(
        KeysAreSearchable: true,
        Lag: TimeSpan.FromMinutes(3),
        WritesAtOnce: 3,
        CarriesNotes: false,
        TellsOfPictures: false,
        RenamesItems: false)
    {
        InCall = GraphWrites.Limits,
    };

    public OAuthSignIn? SignIn => signIn;

    public INotifications Notifications => new GraphSubscriptions(this);

    public IAccount Open(AccessToken token) => new MicrosoftAccount(Client(token), settings.BaseUrl, time);

    public void Dispose() => sockets.Dispose();

    internal GraphServiceClient Client(AccessToken token) => GraphPipeline.Client(settings, token, sockets, time);
}
