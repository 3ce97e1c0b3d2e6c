using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What a call to the provider suffers.</summary>
public enum CallFault
{
    None,

    /// <summary>The call never arrives.</summary>
    LostBefore,

    /// <summary>The call takes effect and its answer is lost.</summary>
    LostAfter,

    Throttled,

    /// <summary>The person withdrew the consent.</summary>
    SignIn,

    /// <summary>This process ends in the middle of the call, which takes effect.</summary>
    Crash,

    /// <summary>A listing's cursor is no longer known.</summary>
    Expired,

    /// <summary>A listing, of items or of groups, shows nothing at all, and says that it is complete.</summary>
    Empty,
}

public static class CallFaults
{
    /// <summary>The first calls of that name suffer the faults, one each.</summary>
    public static Func<string, CallFault> Once(string call, params CallFault[] faults)
    {
        var queue = new Queue<CallFault>(faults);
        return name => name == call && queue.TryDequeue(out var fault) ? fault : CallFault.None;
    }

    public static void Suffer(this CallFault fault)
    {
        switch (fault)
        {
            case CallFault.LostBefore or CallFault.LostAfter:
                throw new ProviderException(ProviderFault.Unavailable, "no answer");
            case CallFault.Throttled:
                throw new ProviderException(ProviderFault.Throttled, "slow down", TimeSpan.FromSeconds(30));
            case CallFault.SignIn:
                throw new ProviderException(ProviderFault.SignInNeeded, "consent withdrawn");
            case CallFault.Crash:
                throw new CrashException();
        }
    }
}
