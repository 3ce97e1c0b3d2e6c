namespace ServerlessContacts.Benchmarks.Search;

/// <summary>Times of one kind, in microseconds.</summary>
internal sealed class Timings
{
    private readonly List<double> microseconds = [];

    public int Count => microseconds.Count;

    public double Mean => microseconds.Average();

    public void Add(TimeSpan elapsed) => microseconds.Add(elapsed.TotalMicroseconds);

    public void AddRange(IEnumerable<TimeSpan> elapsed) => microseconds.AddRange(elapsed.Select(time => time.TotalMicroseconds));

    public double Percentile(double share)
    {
        microseconds.Sort();
        return microseconds[Math.Min(microseconds.Count - 1, (int)(share * microseconds.Count))];
    }
}
