using System.Text.RegularExpressions;

namespace ServerlessContacts.LocalHost;

/// <summary><c>%Name%</c> in a trigger stands for the setting of that name.</summary>
internal static partial class SettingReferences
{
    public static string Resolve(string text, IConfiguration configuration) =>
        Reference().Replace(text, match => Value(match.Groups["name"].Value, configuration));

    private static string Value(string name, IConfiguration configuration) =>
        configuration[name.Replace("__", ":", StringComparison.Ordinal)]
        ?? throw new LocalHostSetupException($"A trigger refers to %{name}%, but there is no setting {name}.");

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
