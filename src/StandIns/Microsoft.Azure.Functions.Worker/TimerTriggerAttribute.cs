using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function by a six-field NCRONTAB schedule in UTC, or by a <c>%Setting%</c> that holds one.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; private set; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>Keeps the occurrences, so that one missed while the host was down runs when it is up again.</summary>
    public bool UseMonitor { get; set; } = true;
}

public class TimerInfo
{
    /// <summary>Null if the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>This run makes up for an occurrence that was missed.</summary>
    public bool IsPastDue { get; set; }
}

public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    /// <summary>From here the next occurrence is counted again after a restart, perhaps with another schedule.</summary>
    public DateTime LastUpdated { get; set; }
}
