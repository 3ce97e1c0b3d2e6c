using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Access;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

public class RegistrationTests
{
    [Fact]
    public async Task A_configured_issuer_is_trusted()
    {
        await using var issuer = await LoopbackIssuer.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Issuer"] = issuer.Issuer,
            ["Authentication:Audience"] = LoopbackIssuer.Audience,
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddAccess(configuration)
            .AddSingleton<ApplicationKeyLookup>((_, _, _) => new(result: null)).BuildServiceProvider();

        var result = await services.GetRequiredService<Authenticator>().AuthenticateAsync(
            $"Bearer {issuer.Token("acme", "anna", "administrator")}", apiKey: null, CancellationToken.None);

        Assert.True(Assert.IsType<Authenticated>(result).Caller.May(Permission.KeysManage));
    }
}
