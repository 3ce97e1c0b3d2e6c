namespace ServerlessContacts.Store.Housekeeping;

/// <summary>A part of the look at a partition: deletes what is beyond its time. Repeating it finds nothing to do.</summary>
public interface IHousekeepingStep
{
    /// <param name="partition">Whose; the step knows which it has to do with.</param>
    /// <param name="until">When no further write is begun.</param>
    /// <param name="cancellationToken">Ends the work; a repeat goes on.</param>
    /// <returns>When the oldest of what stays will be beyond its time, <see cref="DateTimeOffset.MaxValue"/> where nothing will; null
    /// where the time was up.</returns>
    Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken);
}
