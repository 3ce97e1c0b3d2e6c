using System.Diagnostics;
using System.Globalization;

namespace ServerlessContacts.Benchmarks.Import;

internal static class Memory
{
    private const string LinuxStatus = "/proc/self/status";
    private const string HighWater = "VmHWM:";

    /// <summary>The most memory this process has had in use, as the system counts it.</summary>
    public static int PeakMb()
    {
        var line = File.Exists(LinuxStatus) ? File.ReadLines(LinuxStatus).FirstOrDefault(text => text.StartsWith(HighWater, StringComparison.Ordinal)) : null;
        return line is null
            ? (int)(Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024)
            : int.Parse(line.AsSpan(HighWater.Length).Trim().TrimEnd(" kB"), NumberStyles.None, CultureInfo.InvariantCulture) / 1024;
    }
}
