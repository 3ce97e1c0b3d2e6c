namespace ServerlessContacts.Housekeeping;

/// <summary>The queue that housekeeping uses.</summary>
public static class HousekeepingStorage
{
    /// <summary>Partitions that are to be looked at.</summary>
    public const string Queue = "housekeeping";
}
