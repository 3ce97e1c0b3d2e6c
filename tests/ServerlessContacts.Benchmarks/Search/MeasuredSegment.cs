using System.Diagnostics;
using System.Globalization;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Builds a segment, stores it, and loads it.</summary>
internal sealed record MeasuredSegment(Segment Segment, double BuildMs, double LoadMs)
{
    private const int Loads = 3;

    public static MeasuredSegment Of(List<IndexDocument> documents)
    {
        var watch = Stopwatch.StartNew();
        var builder = new SegmentBuilder();
        documents.ForEach(builder.Add);
        var built = builder.Build();
        var buildMs = watch.Elapsed.TotalMilliseconds;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, built.File.Span);
            var loadMs = double.Parse(ChildProcess.Run(SearchBenchmark.Load, path), CultureInfo.InvariantCulture);
            return new MeasuredSegment(SegmentFile.Read(path).Segment, buildMs, loadMs);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The median time to load a file that is cached, in milliseconds, for a process that holds nothing else, as one that begins to serve does.</summary>
    public static double TimeToLoad(string path)
    {
        var loads = new Timings();
        for (var i = 0; i < Loads; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (SegmentFile.Read(path).Segment.Count > 0)
            {
                loads.Add(Stopwatch.GetElapsedTime(start));
            }
        }

        return loads.Percentile(0.5) / 1000;
    }
}
