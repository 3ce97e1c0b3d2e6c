using Azure;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Cli;
using ServerlessContacts.Store.Storage;
using Spectre.Console;

try
{
    return args switch
    {
        ["poison", ..] => await PoisonAsync(),
        ["restore", ..] => await RestoreAsync(),
        _ => await ImportAsync(),
    };
}
catch (Exception problem) when (problem is CommandException or HttpRequestException or IOException or RequestFailedException or AggregateException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return ExitCodes.Failed;
}

async Task<int> ImportAsync()
{
    if (ImportArguments.Parse(args) is not { } arguments)
    {
        return await MisusedAsync(ImportArguments.Usage);
    }

    using var client = ContactsClient.FromEnvironment();
    return await new ImportCommand(client, new ImportScreen()).RunAsync(arguments);
}

async Task<int> PoisonAsync() => PoisonArguments.Parse(args) is { } arguments
    ? await new PoisonCommand(new StorageClients(new ConfigurationBuilder().AddEnvironmentVariables().Build()), AnsiConsole.Console).RunAsync(arguments)
    : await MisusedAsync(PoisonArguments.Usage);

async Task<int> RestoreAsync() => RestoreArguments.Parse(args) is { } arguments
    ? await new RestoreCommand(new ConfigurationBuilder().AddEnvironmentVariables().Build(), AnsiConsole.Console).RunAsync(arguments)
    : await MisusedAsync(RestoreArguments.Usage);

static async Task<int> MisusedAsync(string usage)
{
    await Console.Error.WriteLineAsync(usage);
    return ExitCodes.Misuse;
}
