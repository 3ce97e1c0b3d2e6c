using System.Diagnostics;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Builds a segment, stores it, and loads it.</summary>
internal sealed record MeasuredSegment(Segment Segment, double BuildMs)
{
    private const int Loads = 9;

    /// <summary>What is searched is what was read from the file.</summary>
    public static MeasuredSegment Of(List<IndexDocument> documents, string file)
    {
        var watch = Stopwatch.StartNew();
        var builder = new SegmentBuilder();
        documents.ForEach(builder.Add);
        var built = builder.Build();
        var buildMs = watch.Elapsed.TotalMilliseconds;
        Store(file, built.File.Span);
        return new MeasuredSegment(SegmentFile.Read(file).Segment, buildMs);
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

    /// <summary>To the disk, so that what is loaded next is not held up by what is still being written.</summary>
    private static void Store(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.Create(path);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }
}
