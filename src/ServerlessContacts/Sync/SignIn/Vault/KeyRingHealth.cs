using Microsoft.Extensions.Logging;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Sync.SignIn.Vault;

/// <summary>
/// What is known of the key ring. A start waits a moment for the answer: what is certainly wrong ends it, and a vault that does not answer does not hold it up. Until the vault has answered,
/// readiness says that it has not.
/// </summary>
public sealed partial class KeyRingHealth(VaultKeys keys, Lazy<KeyRingCheck> check, TimeProvider time, ILogger<KeyRingHealth> logger)
{
    /// <summary>A vault answers within a second; the Functions host waits longer for its worker.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Between two checks of a vault that did not answer.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock asking = new();
    private Task<PartStatus>? last;
    private long answered;

    /// <summary>Null where no key of a vault is set, as on one machine.</summary>
    public PartStatus? Status
    {
        get
        {
            if (keys.Key is null)
            {
                return null;
            }

            var current = Current();
            return current.IsCompleted ? current.Result : PartStatus.Unreachable;
        }
    }

    /// <summary>Checks before anybody is served.</summary>
    /// <exception cref="SettingException">The ring can certainly not be read.</exception>
    public async Task StartAsync()
    {
        var first = Task.Run(check.Value.Run);
        lock (asking)
        {
            last = StatusAsync(first);
        }

        if (await Task.WhenAny(first, Task.Delay(Patience, time)) == first)
        {
            await first;
        }
    }

    /// <summary>The newest check, and a new one where the vault did not answer a while ago.</summary>
    private Task<PartStatus> Current()
    {
        lock (asking)
        {
            var isOld = last is { IsCompleted: true, Result: PartStatus.Unreachable } && time.GetElapsedTime(Volatile.Read(ref answered)) >= Pause;
            return last is null || isOld ? last = StatusAsync(Task.Run(check.Value.Run)) : last;
        }
    }

    private async Task<PartStatus> StatusAsync(Task<bool> running)
    {
        try
        {
            return await running ? PartStatus.Ok : PartStatus.Unreachable;
        }
        catch (SettingException wrong)
        {
            Log.Refused(logger, wrong);
            return PartStatus.Refused;
        }
        catch (Exception failed)
        {
            Log.Failed(logger, failed);
            return PartStatus.Unreachable;
        }
        finally
        {
            Volatile.Write(ref answered, time.GetTimestamp());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "The key ring cannot be read")]
        public static partial void Refused(ILogger logger, Exception wrong);

        [LoggerMessage(Level = LogLevel.Error, Message = "The key ring could not be checked")]
        public static partial void Failed(ILogger logger, Exception failed);
    }
}
