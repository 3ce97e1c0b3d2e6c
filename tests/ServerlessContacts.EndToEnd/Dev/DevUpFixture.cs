namespace ServerlessContacts.EndToEnd.Dev;

/// <summary>One <c>./dev up</c>, with the sample contacts, for the tests that only look at it.</summary>
[CollectionDefinition(Name)]
public sealed class DevCollection : ICollectionFixture<DevUpFixture>
{
    public const string Name = "dev up";
}

public sealed class DevUpFixture : IAsyncLifetime
{
    private readonly DevFolder folder = new();
    private DevCommand? up;

    internal DevFolder Folder => folder;

    internal string Output => up!.Output;

    internal string Errors => up!.Errors;

    public async Task InitializeAsync()
    {
        up = DevCommand.Start(folder.Local, "up", "--port", "0");
        await up.WaitForAsync("Ctrl-C stops");
    }

    public async Task DisposeAsync()
    {
        using (up)
        {
            await up!.SignalAsync("TERM");
            await up.ExitAsync();
        }

        folder.Dispose();
    }
}
