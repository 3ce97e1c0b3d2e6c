namespace ServerlessContacts.Tests.Access;

/// <summary>One issuer for the tests of a class, as starting one takes longer than most of them.</summary>
public sealed class SharedIssuer : IAsyncLifetime
{
    public SettableTime Time { get; } = new();

    public LoopbackIssuer Issuer { get; private set; } = null!;

    public async Task InitializeAsync() => Issuer = await LoopbackIssuer.StartAsync(Time);

    public async Task DisposeAsync() => await Issuer.DisposeAsync();
}
