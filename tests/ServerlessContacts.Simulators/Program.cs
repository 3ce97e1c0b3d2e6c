using System.Runtime.InteropServices;
using System.Text.Json;
using ServerlessContacts.Simulators;

if (SimulatorPorts.Parse(args) is not { } ports)
{
    await Console.Error.WriteLineAsync(SimulatorPorts.Usage);
    return 2;
}

var terminated = new TaskCompletionSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
// Whoever started this holds the other end, so it ends with them, however they end.
var abandoned = Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null));
try
{
    await using var google = await SampleProvider.GoogleAsync(ports.Google, TimeProvider.System);
    await using var microsoft = await SampleProvider.MicrosoftAsync(ports.Microsoft, TimeProvider.System);
    Console.WriteLine(JsonSerializer.Serialize(new { google = Told(google), microsoft = Told(microsoft) }));
    await Task.WhenAny(terminated.Task, abandoned);
    return 0;
}
catch (IOException taken)
{
    await Console.Error.WriteLineAsync(taken.Message);
    return 1;
}

static object Told(SampleProvider provider) => new
{
    url = provider.Address,
    account = new { name = provider.Account.Name, email = provider.Account.Email },
    settings = provider.Settings,
};

void End(PosixSignalContext context)
{
    context.Cancel = true;
    terminated.TrySetResult();
}
