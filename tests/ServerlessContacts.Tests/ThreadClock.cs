using System.Runtime.InteropServices;

namespace ServerlessContacts.Tests;

/// <summary>The processor time of the calling thread, which other work on the machine does not change.</summary>
internal static partial class ThreadClock
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux and of macOS.</summary>
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 16 : 3;

    /// <summary>The least of a few times that the work takes of this thread.</summary>
    public static TimeSpan Least(Action work, int times = 3) => Enumerable.Range(0, times).Min(_ => Of(work));

    private static TimeSpan Of(Action work)
    {
        var before = Now();
        work();
        return Now() - before;
    }

    private static TimeSpan Now()
    {
        Assert.Equal(0, GetTime(Clock, out var time));
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
