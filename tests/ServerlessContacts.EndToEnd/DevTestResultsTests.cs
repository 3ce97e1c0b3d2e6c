using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

/// <summary>The last line of <c>./dev test</c>.</summary>
public sealed class DevTestResultsTests : IDisposable
{
    private readonly DevFolder folder = new();

    public DevTestResultsTests() => System.IO.Directory.CreateDirectory(folder.Local);

    [Fact]
    public async Task All_projects_are_summed()
    {
        Project("A", "0", "Passed", "Passed", "NotExecuted");
        Project("B", "0", "Passed");

        Assert.Equal((0, "\n3 passed, 0 failed\n"), await SumAsync("A", "B"));
    }

    [Fact]
    public async Task Failing_tests_are_named_before_the_last_line()
    {
        Project("A", "1", "Passed", "Failed");
        Project("B", "0", "Passed");

        Assert.Equal((1, "\nFailed:\n  A.Test1(text: \"<é>\")\n\n2 passed, 1 failed\n"), await SumAsync("A", "B"));
    }

    [Fact]
    public async Task A_project_that_did_not_run_is_a_failure()
    {
        Project("A", "0", "Passed");

        Assert.Equal((1, "\nFailed:\n  B was not built or did not run\n\n1 passed, 1 failed\n"), await SumAsync("A", "B"));
    }

    [Fact]
    public async Task A_project_that_ended_early_is_a_failure()
    {
        Project("A", "134", "Passed");

        Assert.Equal((1, "\nFailed:\n  A did not run to its end (exit code 134)\n\n1 passed, 1 failed\n"), await SumAsync("A"));
    }

    [Fact]
    public async Task A_project_without_tests_is_a_failure()
    {
        Project("A", "0");

        Assert.Equal((1, "\nFailed:\n  A has no tests\n\n0 passed, 1 failed\n"), await SumAsync("A"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int ExitCode, string Output)> SumAsync(params string[] projects)
    {
        var program = Path.Combine(AzuriteInstallation.Repository, "build", "dev", "results.mjs");
        using var node = DevCommand.StartProgram(folder.Local, "node", [program, folder.Local, .. projects]);
        return (await node.ExitAsync(), node.Output);
    }

    private void Project(string name, string exitCode, params string[] outcomes)
    {
        var results = outcomes.Select((outcome, index) =>
            $"""    <UnitTestResult executionId="{Guid.NewGuid()}" testName="{name}.Test{index}(text: &quot;&lt;é&gt;&quot;)" duration="00:00:00.01" outcome="{outcome}">""");
        var passed = outcomes.Count(outcome => outcome == "Passed");
        File.WriteAllText(Path.Combine(folder.Local, $"{name}.status"), $"{exitCode}\n");
        File.WriteAllText(Path.Combine(folder.Local, $"{name}.trx"), $"""
            <TestRun>
              <Results>
            {string.Join('\n', results)}
              </Results>
              <ResultSummary outcome="Completed"><Counters total="{outcomes.Length}" executed="{outcomes.Length}" passed="{passed}" failed="0" /></ResultSummary>
            </TestRun>
            """);
    }
}
