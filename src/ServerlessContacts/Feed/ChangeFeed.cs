using System.Collections.Immutable;
using ServerlessContacts.Access;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Feed;

/// <summary>
/// What changed, for applications that keep a copy. Without a token a follower first gets every contact in scope, then what changed since
/// it began; with the token of each answer it goes on exactly where that answer ended, in the middle of a transaction too.
/// </summary>
public sealed class ChangeFeed(Journal journal)
{
    public async Task<FeedResult> ReadAsync(AccessScope scope, string? since, int limit, CancellationToken cancellationToken)
    {
        FeedToken? token = null;
        if (since is not null && !FeedToken.TryParse(since, out token))
        {
            return new FeedResult.Malformed();
        }

        if (token is not null && !string.Equals(token.Viewer, FeedToken.ViewerOf(scope), StringComparison.Ordinal))
        {
            return new FeedResult.Expired();
        }

        try
        {
            token ??= await BeginAsync(scope, cancellationToken);
            return new FeedResult.Answered(await new FeedReading(journal, scope, limit).ReadAsync(token, cancellationToken));
        }
        catch (LogGapException)
        {
            return new FeedResult.Expired();
        }
    }

    /// <summary>The heads are taken before the contacts are read: what changes in between is told again, not missed.</summary>
    private async Task<FeedToken> BeginAsync(AccessScope scope, CancellationToken cancellationToken)
    {
        var positions = ImmutableDictionary.CreateBuilder<string, FeedPosition>(StringComparer.Ordinal);
        foreach (var partition in scope.Partitions)
        {
            positions[partition.Place] = new FeedPosition(await journal.SequenceAsync(partition, cancellationToken), 0);
        }

        return new FeedToken
        {
            Viewer = FeedToken.ViewerOf(scope),
            Positions = positions.ToImmutable(),
            Scan = new FeedScan(scope.Partitions.First().Place, null),
        };
    }
}
