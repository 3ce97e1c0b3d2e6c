using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Providers;

/// <summary>One change of an account, which is sent alone or together with others of its kind.</summary>
public abstract record ProviderWrite
{
    private ProviderWrite()
    {
    }

    /// <summary>Sends it alone; answers with the item as it is then, or null for a deletion.</summary>
    internal abstract Task<ProviderItem?> SendAsync(IAccount account, CancellationToken cancellationToken);

    /// <inheritdoc cref="IAccount.CreateAsync"/>
    public sealed record Create(Contact Wanted, string ClientKey) : ProviderWrite
    {
        internal override async Task<ProviderItem?> SendAsync(IAccount account, CancellationToken cancellationToken) =>
            await account.CreateAsync(Wanted, ClientKey, cancellationToken);
    }

    /// <inheritdoc cref="IAccount.UpdateAsync"/>
    public sealed record Update(ProviderItem Current, Contact Wanted) : ProviderWrite
    {
        internal override async Task<ProviderItem?> SendAsync(IAccount account, CancellationToken cancellationToken) =>
            await account.UpdateAsync(Current, Wanted, cancellationToken);
    }

    /// <inheritdoc cref="IAccount.DeleteAsync"/>
    public sealed record Delete(ProviderItem Current) : ProviderWrite
    {
        internal override async Task<ProviderItem?> SendAsync(IAccount account, CancellationToken cancellationToken)
        {
            await account.DeleteAsync(Current, cancellationToken);
            return null;
        }
    }
}

/// <summary>What became of one write: done, refused for a reason of its own, or left undone because of others in the same call.</summary>
public sealed record WriteAnswer
{
    /// <summary>Nothing took effect, and nothing is wrong with it as far as is known: it is to be sent again.</summary>
    public static readonly WriteAnswer Unsent = new() { IsUnsent = true };

    /// <summary>Nothing took effect. It was refused for something that it may not be to blame for: it is to be sent again, alone.</summary>
    public static readonly WriteAnswer Doubted = new() { IsUnsent = true, IsDoubted = true };

    private WriteAnswer()
    {
    }

    /// <summary>The item as it is after the write; null for a deletion and for what was not done.</summary>
    public ProviderItem? Item { get; private init; }

    /// <summary>Why this write was not done, or may not have been; null where it was.</summary>
    public ProviderException? Refusal { get; private init; }

    /// <summary>Why this write could not be done now; as if the whole call had failed so. The others count.</summary>
    public ProviderException? Wait { get; private init; }

    public bool IsUnsent { get; private init; }

    public bool IsDoubted { get; private init; }

    public static WriteAnswer Done(ProviderItem? item) => new() { Item = item };

    public static WriteAnswer Waiting(ProviderException failure) => new() { Wait = failure };

    public static WriteAnswer Refused(ProviderException refusal) => new() { Refusal = refusal };
}

/// <summary>How many items a provider takes in one call.</summary>
/// <param name="Writes">Creates or updates.</param>
/// <param name="Deletes">Deletions.</param>
/// <param name="Finds">Items that are asked for by their ids.</param>
public sealed record CallLimits(int Writes, int Deletes, int Finds)
{
    /// <summary>Each item is a call of its own.</summary>
    public static readonly CallLimits One = new(1, 1, 1);

    public int For(ProviderWrite write) => write is ProviderWrite.Delete ? Deletes : Writes;
}
