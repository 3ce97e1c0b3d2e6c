using Microsoft.Graph;

namespace ServerlessContacts.Sync.Providers.Microsoft;

/// <summary>Contacts in Outlook and Exchange Online, through Microsoft Graph. One instance holds the connections of all accounts.</summary>
public sealed class MicrosoftProvider(MicrosoftSettings settings, TimeProvider time) : IProvider, IDisposable
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

    public IAccount Open(AccessToken token) => new MicrosoftAccount(Client(token), settings.BaseUrl, time);

    /// <summary>The change notifications of the account that the tokens belong to.</summary>
    public GraphSubscriptions Subscriptions(AccessToken token) => new(Client(token));

    public void Dispose() => sockets.Dispose();

    private GraphServiceClient Client(AccessToken token) => GraphPipeline.Client(settings, token, sockets, time);
}
