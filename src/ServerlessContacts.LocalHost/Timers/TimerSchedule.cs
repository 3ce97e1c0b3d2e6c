using NCrontab;

namespace ServerlessContacts.LocalHost.Timers;

/// <summary>A six-field NCRONTAB expression, <c>{second} {minute} {hour} {day} {month} {day of week}</c>, in UTC.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan MonitoredFrom = TimeSpan.FromMinutes(1);
    private readonly CrontabSchedule schedule;

    private TimerSchedule(CrontabSchedule schedule) => this.schedule = schedule;

    public static TimerSchedule Parse(string function, string expression)
    {
        var parsed = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        return parsed is null
            ? throw new LocalHostSetupException($"The schedule of timer {function} is no six-field NCRONTAB expression: {expression}")
            : new TimerSchedule(parsed);
    }

    public DateTimeOffset Next(DateTimeOffset after) =>
        new(DateTime.SpecifyKind(schedule.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    /// <summary>The Functions host does not monitor schedules that come more often than once in a minute.</summary>
    public bool IsFrequent(DateTimeOffset from)
    {
        var first = Next(from);
        return Next(first) - first < MonitoredFrom;
    }
}
