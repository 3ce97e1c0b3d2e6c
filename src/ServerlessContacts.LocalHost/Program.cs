using System.Reflection;
using ServerlessContacts.LocalHost;

try
{
    await using var host = LocalHostApplication.Build(new LocalHostOptions
    {
        Assemblies = [Assembly.Load("ServerlessContacts.Functions")],
        Port = CommandLine.Port(args),
        Configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build(),
        ConfigureServices = (services, configuration) => { },
    });
    await host.StartAsync();
    await host.WaitForShutdownAsync();
    return 0;
}
catch (LocalHostSetupException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
