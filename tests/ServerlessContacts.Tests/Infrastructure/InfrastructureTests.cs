using System.Globalization;
using ServerlessContacts.Backup;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>What the code uses against what the Bicep files and host.json declare, both ways, as text.</summary>
public sealed class InfrastructureTests
{
    private static readonly DeclaredInfrastructure Files = new();

    public static TheoryData<string> Declared => [.. Files.All.Select(declaration => declaration.ToString())];

    [Fact]
    public void What_is_declared_is_what_the_code_uses() => Assert.Empty(UsedByTheCode.Problems(Files));

    [Theory]
    [MemberData(nameof(Declared))]
    public void What_is_taken_away_is_missed(string declared)
    {
        var declaration = Files.All.Single(one => one.ToString() == declared);
        var problems = UsedByTheCode.Problems(Files.Without(declaration)).Select(problem => problem.Replace("__", ":", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains(declaration.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DeclaredInfrastructure.Storage, "  'photos'\n", "  'photos'\n  'left-over'\n", "declared and not used: Container left-over")]
    [InlineData(DeclaredInfrastructure.Storage, "  'sync'\n", "  'sync'\n  'left-over'\n", "declared and not used: Queue left-over")]
    [InlineData(DeclaredInfrastructure.Storage, "  'contacts'\n", "  'contacts'\n  'contacts'\n", "declared twice: Table contacts")]
    [InlineData(DeclaredInfrastructure.AppSettings, "  Storage__credential", "  Storage__blobServiceUrl: ''\n  Storage__credential", "declared and not used: Setting Storage:blobServiceUrl")]
    [InlineData(DeclaredInfrastructure.AppSettings, "  Storage__credential", "  Sync__PollIntervall: ''\n  Storage__credential", "declared and not used: Setting Sync:PollIntervall")]
    [InlineData(DeclaredInfrastructure.Vault, "name: 'google-client-secret'", "name: 'google'", "used and not declared: Secret google-client-secret")]
    [InlineData(DeclaredInfrastructure.AppSettings, "secrets/google-client-secret", "secrets/google", "declared and not used: Secret google-client-secret")]
    [InlineData(DeclaredInfrastructure.Roles, "  'Key Vault Secrets User'", "  'Key Vault Reader': '21090545-7ca7-4776-b22c-e363652d74d2'\n  'Key Vault Secrets User'", "declared and not used: Role Key Vault Reader 21090545-7ca7-4776-b22c-e363652d74d2")]
    [InlineData(DeclaredInfrastructure.Host, "\"batchSize\"", "\"batchSizes\"", "declared and not used: HostKey extensions:queues:batchSizes")]
    public void What_nothing_uses_is_noticed(string path, string right, string wrong, string problem)
    {
        Assert.Contains(right, Files.Text(path), StringComparison.Ordinal);
        Assert.Contains(problem, UsedByTheCode.Problems(Files.With(path, Files.Text(path).Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_a_deployment_need_not_say_is_read_all_the_same() => Assert.Empty(UsedByTheCode.Stale(Files));

    [Fact]
    public void The_host_gets_its_account_and_its_telemetry_by_identity() => Assert.Equal(
        [
            "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
            "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
            "AzureWebJobsDisableHomepage",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        ],
        InfrastructureFiles.Bicep("app/app-settings.bicep").Properties("hostSettings").Select(name => name.Value));

    [Fact]
    public void Roles_are_assigned_in_one_place_and_for_the_backups_with_their_account() =>
        Assert.Equal(
            ["infra/app/backup-storage.bicep", "infra/app/role-assignments.bicep"],
            InfrastructureFiles.BicepPaths.Where(path => InfrastructureFiles.Read(path).Contains("'Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_account_of_the_backups_has_the_container_that_the_code_expects_and_lets_it_do_no_more_than_write_blobs()
    {
        Assert.Contains($"  name: '{BackupStorage.Container}'\n", InfrastructureFiles.Read("infra/app/backup-storage.bicep"), StringComparison.Ordinal);
        Assert.Equal(["ba92f5b4-2d11-453d-a403-e96b0029c9fe"], InfrastructureFiles.Bicep("app/backup-storage.bicep").Values("storageRoles").Select(id => id.Value));
        Assert.Contains($"  {BackupSettings.Schedule}: '{BackupSettings.DefaultSchedule}'\n", Files.Text(DeclaredInfrastructure.AppSettings), StringComparison.Ordinal);
    }

    /// <summary>A function that is cut off in the middle of its work has worked for nothing, five times.</summary>
    [Fact]
    public void The_host_leaves_functions_twice_the_time_that_they_plan_with()
    {
        var limit = TimeSpan.Parse(Files.HostValues().Single(value => value.Key == "functionTimeout").Value, CultureInfo.InvariantCulture);
        var budgets = typeof(ServiceRegistration).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties().Where(property => property.Name == "Budget" && property.PropertyType == typeof(TimeSpan) && type.GetConstructor([]) is not null)
                .Select(property => (TimeSpan)property.GetValue(Activator.CreateInstance(type))!)).ToList();
        Assert.True(budgets.Count > 2);
        Assert.All(budgets, budget => Assert.True(budget * 2 <= limit));
    }
}
