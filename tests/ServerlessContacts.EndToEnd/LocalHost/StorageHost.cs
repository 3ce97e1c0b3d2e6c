using Microsoft.Extensions.Configuration;
using ServerlessContacts.LocalHost;
using ServerlessContacts.Tests.LocalHost;

namespace ServerlessContacts.EndToEnd.LocalHost;

/// <summary>Starts hosts on the emulator whose failed work is tried again at once.</summary>
internal static class StorageHost
{
    public static Task<TestHost> StartAsync(AzuriteFixture azurite, Type functions, params (string Name, string Value)[] settings) =>
        TestHost.StartAsync(Options(azurite, functions, settings));

    public static LocalHostOptions Options(AzuriteFixture azurite, Type functions, params (string Name, string Value)[] settings) =>
        TestHost.Options(functions) with { Configuration = Settings(azurite, settings) };

    /// <summary>Waits for a condition and not for a time: the limit only ends a test that would wait for ever, and is far above what a busy machine needs.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        }
    }

    private static IConfiguration Settings(AzuriteFixture azurite, (string Name, string Value)[] settings) => TestHost.Settings(
    [
        ("Storage", azurite.ConnectionString),
        ("AzureFunctionsJobHost:extensions:queues:visibilityTimeout", "00:00:00"),
        ("AzureFunctionsJobHost:extensions:queues:maxPollingInterval", "00:00:00.200"),
        .. settings,
    ]);
}
