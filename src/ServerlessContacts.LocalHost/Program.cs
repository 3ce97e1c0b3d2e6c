using System.Reflection;
using ServerlessContacts.LocalHost;
using ServerlessContacts.Store;

try
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
    var line = new CommandLine(args);
    if (line.Command == "token")
    {
        var (tenant, member, role) = (line.Take("tenant"), line.Take("member"), line.Take("role"));
        line.DemandAllTaken();
        Console.WriteLine(LocalService.Token(configuration, tenant, member, role));
        return 0;
    }

    var port = line.Command is null ? line.Port : throw new LocalHostSetupException(CommandLine.Usage);
    line.DemandAllTaken();
    await using var host = LocalHostApplication.Build(new LocalHostOptions
    {
        Assemblies = [Assembly.Load("ServerlessContacts.Functions")],
        Port = port,
        Configuration = configuration,
        ConfigureServices = LocalService.Configure,
        ConfigurePipeline = LocalService.ConfigurePipeline,
    });
    Settings.Check(host.Services);
    await host.StartAsync();
    await host.WaitForShutdownAsync();
    return 0;
}
catch (Exception problem) when (problem is LocalHostSetupException or SettingException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
