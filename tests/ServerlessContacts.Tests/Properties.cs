using System.Globalization;
using FsCheck;

namespace ServerlessContacts.Tests;

/// <summary>
/// How properties are tried: with the same cases every time, so that a failure is one of the change at hand. PROPERTY_SEED (a number) tries others, PROPERTY_TIMES (a number) that many times as
/// many: before one changes what a property speaks of, and now and then.
/// </summary>
internal static class Properties
{
    /// <summary>What the generator of FsCheck adds from case to case; any odd number does.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private static readonly ulong Seed = Setting("PROPERTY_SEED", 1);

    private static readonly int Times = (int)Setting("PROPERTY_TIMES", 1);

    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithMaxTest(count * Times).WithReplay(Seed, Gamma);

    private static ulong Setting(string name, ulong otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? ulong.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
