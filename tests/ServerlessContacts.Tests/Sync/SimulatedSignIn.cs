using ServerlessContacts.Simulators;
using ServerlessContacts.Simulators.OAuth;

namespace ServerlessContacts.Tests.Sync;

/// <summary>One provider's simulated sign-in, with two accounts.</summary>
public sealed record SimulatedSignIn(SignInSimulator Simulator, SimulatedAccounts Accounts, SignInDialect Dialect)
{
    public const string Secret = "a-client-secret-nobody-may-see";

    public SimulatedAccount Anna { get; } = Accounts.Add("anna@example.com", "Anna");

    public SimulatedAccount Zoe { get; } = Accounts.Add("zoe@example.com", "Zoe");

    /// <summary>The settings that name it, when it is at this address.</summary>
    public KeyValuePair<string, string?>[] Settings(Uri host) => Dialect == SignInDialect.Google
        ?
        [
            new("Providers:Google:ClientId", Simulator.ClientId),
            new("Providers:Google:ClientSecret", Simulator.ClientSecret),
            new("Providers:Google:AuthorizeUrl", new Uri(host, Simulator.Paths.Authorize).AbsoluteUri),
            new("Providers:Google:TokenUrl", new Uri(host, Simulator.Paths.Token).AbsoluteUri),
        ]
        :
        [
            new("Providers:Microsoft:ClientId", Simulator.ClientId),
            new("Providers:Microsoft:ClientSecret", Simulator.ClientSecret),
            new("Providers:Microsoft:Authority", new Uri(host, "/common").AbsoluteUri),
        ];

    public static SimulatedSignIn Of(SignInDialect dialect, TimeProvider time)
    {
        var accounts = new SimulatedAccounts(time);
        return new SimulatedSignIn(new SignInSimulator(accounts, time, dialect) { ClientSecret = Secret }, accounts, dialect);
    }
}
