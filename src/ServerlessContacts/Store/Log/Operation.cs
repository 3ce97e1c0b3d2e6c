namespace ServerlessContacts.Store.Log;

/// <summary>
/// Who writes, why, and how a repeat of the same write is recognised.
/// <para><see cref="Id"/> is unique within the partition: a repeat with the same id changes nothing and answers what the first one answered.
/// <see cref="Actor"/> is <c>member:ID</c> or <c>key:ID</c>; <see cref="Source"/> says where the values came from (the same, or
/// <c>import:ID</c>, <c>connection:ID</c>). <see cref="Note"/> is kept with the receipt, for the writer alone.</para>
/// </summary>
public sealed record Operation(string Id, string Actor, string Source)
{
    public ReadOnlyMemory<byte> Note { get; init; }

    /// <summary>
    /// Whether it is one of the many writes of a job. Nobody is told of it before the job ends, so readers need not wait for it;
    /// the job calls <see cref="Journal.Tell"/> at its end.
    /// </summary>
    public bool IsOfJob { get; init; }

    public static Operation New(string actor) => new(Guid.NewGuid().ToString("N"), actor, actor);
}
