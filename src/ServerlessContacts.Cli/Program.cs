using ServerlessContacts.Cli;

if (ImportArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(ImportArguments.Usage);
    return ExitCodes.Misuse;
}

try
{
    using var client = ContactsClient.FromEnvironment();
    return await new ImportCommand(client, new ImportScreen()).RunAsync(arguments);
}
catch (Exception problem) when (problem is CommandException or HttpRequestException or IOException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return ExitCodes.Failed;
}
