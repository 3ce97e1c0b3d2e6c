namespace ServerlessContacts.Simulators.Google;

/// <summary>What can go wrong with a call to the People API.</summary>
public enum GoogleFault
{
    /// <summary>The connection drops and nothing was done.</summary>
    DropBefore,

    /// <summary>It was done, then the connection drops.</summary>
    DropAfter,

    /// <summary>It was done, and the answer ends in its middle.</summary>
    TruncateBody,

    /// <summary>No answer ever comes and nothing was done.</summary>
    Hang,

    /// <summary>429 with the name of the quota that is used up.</summary>
    Throttle,

    /// <summary>429 of the second kind, which names no quota.</summary>
    ThrottleStorage,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>The sync token that the call brings is no longer known.</summary>
    ExpireSyncToken,

    /// <summary>A person of the listing has got another resource name in the meantime.</summary>
    Rename,

    /// <summary>A page without people that has a next one.</summary>
    EmptyPage,

    /// <summary>A page that has its first person twice.</summary>
    RepeatItems,

    /// <summary>A listing of everything shows nobody, and says that this is all.</summary>
    EmptyListing,
}

/// <summary>
/// The faults to come: those a test lined up, in order, and then by chance at the rates it set. The same seed and the same calls meet the same faults.
/// </summary>
public sealed class GoogleFaults(int seed = 1)
{
    private static readonly GoogleFault[] OfListings = [GoogleFault.ExpireSyncToken, GoogleFault.Rename, GoogleFault.EmptyPage, GoogleFault.RepeatItems, GoogleFault.EmptyListing];

    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly LinkedList<GoogleFault> planned = [];
    private readonly Dictionary<GoogleFault, double> rates = [];

    /// <summary>The next calls that the faults can happen to meet them.</summary>
    public void Plan(params GoogleFault[] faults)
    {
        lock (gate)
        {
            foreach (var fault in faults)
            {
                planned.AddLast(fault);
            }
        }
    }

    /// <summary>How often the fault meets a call that it can happen to: 0 never, 1 always.</summary>
    public void SetRate(GoogleFault fault, double rate)
    {
        lock (gate)
        {
            rates[fault] = rate;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
            rates.Clear();
        }
    }

    internal GoogleFault? Draw(bool isListing)
    {
        lock (gate)
        {
            if (planned.First is { } next && CanMeet(next.Value, isListing))
            {
                planned.RemoveFirst();
                return next.Value;
            }

            foreach (var (fault, rate) in rates.OrderBy(pair => pair.Key))
            {
                if (CanMeet(fault, isListing) && random.NextDouble() < rate)
                {
                    return fault;
                }
            }

            return null;
        }
    }

    internal int Pick(int below)
    {
        lock (gate)
        {
            return random.Next(below);
        }
    }

    private static bool CanMeet(GoogleFault fault, bool isListing) => isListing || !OfListings.Contains(fault);
}
