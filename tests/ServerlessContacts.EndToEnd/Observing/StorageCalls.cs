using System.Diagnostics.Metrics;

namespace ServerlessContacts.EndToEnd.Observing;

/// <summary>Counts what this process asks of one emulator, as its HTTP clients count it themselves: every transaction of its tables that an account would charge.</summary>
public sealed class StorageCalls : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Azurite azurite;
    private long tables;

    public StorageCalls(Azurite azurite)
    {
        this.azurite = azurite;
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        listener.Start();
    }

    /// <summary>So far.</summary>
    public long Tables => Interlocked.Read(ref tables);

    public void Dispose() => listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var port = 0;
        foreach (var (name, value) in tags)
        {
            port = name == "server.port" && value is int number ? number : port;
        }

        if (port == azurite.TableEndpoint.Port)
        {
            Interlocked.Increment(ref tables);
        }
    }
}
