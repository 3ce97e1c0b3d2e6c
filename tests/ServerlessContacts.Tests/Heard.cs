using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace ServerlessContacts.Tests;

/// <summary>Everything that is recorded in this process, by the library and of HTTP requests, while this is there.</summary>
public sealed class Heard : IDisposable
{
    private readonly MeterListener meters = new();
    private readonly ConcurrentQueue<Measurement> measured = new();
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener activities;

    public Heard()
    {
        meters.InstrumentPublished = (instrument, listener) => Listen(instrument.Meter.Name, () => listener.EnableMeasurementEvents(instrument));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue(new Measurement(instrument, value, Text(tags))));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue(new Measurement(instrument, value, Text(tags))));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => IsOurs(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
    }

    public IReadOnlyCollection<Activity> Spans => spans;

    /// <summary>All that was told beside values: names of instruments and spans, tags, events, and what spans say of themselves.</summary>
    public IReadOnlyList<string> Words =>
    [
        .. measured.Select(measurement => $"{measurement.Instrument.Name} {measurement.Tags}"),
        .. spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {Text([.. span.TagObjects])} {string.Join(' ', span.Events.Select(told => told.Name + Text([.. told.Tags])))}"),
    ];

    /// <summary>By instrument and tags: what counters counted, what a gauge said last, and how often a histogram was given something.</summary>
    public IReadOnlyList<string> Table(string meter) =>
    [
        .. measured.Where(measurement => measurement.Instrument.Meter.Name == meter)
            .GroupBy(measurement => $"{measurement.Instrument.Name} {measurement.Tags}".TrimEnd())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {Value([.. group])}"))
            .Order(StringComparer.Ordinal),
    ];

    public IReadOnlyList<double> Values(string instrument) => [.. measured.Where(measurement => measurement.Instrument.Name == instrument).Select(measurement => measurement.Value)];

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private static void Listen(string meter, Action listen)
    {
        if (IsOurs(meter))
        {
            listen();
        }
    }

    /// <summary>What is exported.</summary>
    private static bool IsOurs(string name) => name.StartsWith("ServerlessContacts.", StringComparison.Ordinal) || name is "Microsoft.AspNetCore" or "Microsoft.AspNetCore.Hosting";

    private static double Value(IReadOnlyList<Measurement> same) => same[0].Instrument switch
    {
        Histogram<double> => same.Count,
        Gauge<long> => same[^1].Value,
        _ => same.Sum(measurement => measurement.Value),
    };

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));

    private sealed record Measurement(Instrument Instrument, double Value, string Tags);
}

/// <summary>Instruments belong to the process, so tests that count run beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HeardAlone
{
    public const string Name = "Heard alone";
}
