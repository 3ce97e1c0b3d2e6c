using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The hook that subscribes the functions to the events of their containers.</summary>
public sealed partial class BlobEventsTests
{
    private const string Key = "k3y_-==";

    [ShellFact]
    public async Task Every_function_that_blobs_start_is_told_of_its_container()
    {
        var run = await BlobEvents.RunAsync(Key);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var triggered =
            from method in typeof(FunctionRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<BlobTriggerAttribute>()).FirstOrDefault(found => found is not null)
            where trigger is not null
            let container = trigger.BlobPath.Split('/')[0]
            select $"/blobServices/default/containers/{container}/blobs/ "
                + $"https://the-app.example/runtime/webhooks/blobs?functionName=Host.Functions.{method.GetCustomAttribute<FunctionAttribute>()!.Name}&code={Key}";
        Assert.Equal(triggered.Order(StringComparer.Ordinal), run.Calls.Skip(1).Select(Subscription).Order(StringComparer.Ordinal));
    }

    [ShellFact]
    public async Task Subscriptions_differ_by_name_and_are_made_on_the_topic()
    {
        var calls = (await BlobEvents.RunAsync(Key)).Calls.Skip(1).ToList();
        Assert.Distinct(calls.Select(call => Argument(call, "--name")));
        Assert.All(calls, call => Assert.Equal(
            ["the-subscription", "the-group", "the-topic", "webhook", "Microsoft.Storage.BlobCreated"],
            new[] { "--subscription", "--resource-group", "--system-topic-name", "--endpoint-type", "--included-event-types" }.Select(name => Argument(call, name))));
    }

    [ShellTheory]
    [InlineData("")]
    [InlineData("None")]
    public async Task Without_the_key_it_tries_again_and_then_fails_with_one_clear_line(string key)
    {
        var run = await BlobEvents.RunAsync(key);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["keys", "keys"], run.Calls.Select(call => call[1]));
        Assert.Equal("The function app has no key blobs_extension: is the code deployed, and does it start? Then run: azd hooks run postdeploy\n", run.Errors);
    }

    [Fact]
    public void Its_variables_are_outputs_of_the_templates_or_azds_own() => Assert.Subset(
        InfrastructureFiles.Bicep("main.bicep").Outputs.Append("AZURE_SUBSCRIPTION_ID").ToHashSet(),
        RequiredVariable().Matches(File.ReadAllText(BlobEvents.Path)).Select(match => match.Groups["name"].Value).ToHashSet());

    private static string Subscription(IReadOnlyList<string> call) => $"{Argument(call, "--subject-begins-with")} {Argument(call, "--endpoint")}";

    private static string Argument(IReadOnlyList<string> call, string name) => call[call.ToList().IndexOf(name) + 1];

    [GeneratedRegex(@"\$\{(?<name>\w+):\?", RegexOptions.None, 1000)]
    private static partial Regex RequiredVariable();
}

/// <summary>Windows need not have a POSIX shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public override string? Skip { get; set; } = ShellNeed.Reason;
}

/// <inheritdoc cref="ShellFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public override string? Skip { get; set; } = ShellNeed.Reason;
}

internal static class ShellNeed
{
    public static string? Reason { get; } = OperatingSystem.IsWindows() ? "needs a POSIX shell" : null;
}
