namespace ServerlessContacts.Sync.Providers;

/// <summary>
/// A service whose contacts are kept in step: how it names itself, how members sign in, whether it tells of changes, and a way in to one
/// account of it. All of it is cheap until an account is opened; an SDK is loaded then.
/// </summary>
public interface IProvider
{
    /// <summary>As connections and the HTTP contract name it, such as <c>google</c>.</summary>
    string Name { get; }

    ProviderTraits Traits { get; }

    /// <summary>How members let this service in; null where this deployment is not registered with the provider.</summary>
    OAuthSignIn? SignIn => null;

    /// <summary>How the provider tells of changes; null for one that is only polled.</summary>
    INotifications? Notifications => null;

    /// <summary>The account that the tokens belong to. Nothing is asked of the provider yet.</summary>
    IAccount Open(AccessToken token);
}

/// <summary>
/// A token that the provider accepts at this moment. With <paramref name="refused"/>, the token it just refused: a fresh one is then fetched.
/// Throws a <see cref="ProviderException"/> with <see cref="ProviderFault.SignInNeeded"/> where the member has to sign in again.
/// </summary>
public delegate Task<string> AccessToken(string? refused, CancellationToken cancellationToken);

/// <summary>What the engine must know of a provider beside its calls.</summary>
/// <param name="KeysAreSearchable">Whether an item can be looked for by the key it was created with; where not, only listings tell whether a create took effect.</param>
/// <param name="Lag">For how long a listing may show the state before a write.</param>
/// <param name="WritesAtOnce">How many writes the provider takes from one account side by side.</param>
/// <param name="CarriesNotes">Whether notes are brought here.</param>
/// <param name="TellsOfPictures">Whether an item says that it has a picture; where not, each has to be asked for.</param>
/// <param name="RenamesItems">Whether an item may get another id, under which alone it is found from then on; listings tell of it.</param>
public sealed record ProviderTraits(
    bool KeysAreSearchable, TimeSpan Lag, int WritesAtOnce, bool CarriesNotes, bool TellsOfPictures, bool RenamesItems)
{
    /// <summary>How many items one call takes.</summary>
    public CallLimits InCall { get; init; } = CallLimits.One;
}
