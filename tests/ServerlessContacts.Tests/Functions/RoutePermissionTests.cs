using System.Text.RegularExpressions;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Functions;

/// <summary>A route that writes asks for a permission to write, or names the rule of the library that decides who may.</summary>
public sealed partial class RoutePermissionTests
{
    private static readonly string Folder = Path.Combine(InfrastructureFiles.Root, "src", "ServerlessContacts.Functions");

    private static readonly string[] Reading =
        ["ContactsRead", "Search", "Lookup", "ChangesRead", "ImportsRead", "DirectoryRead", "InteractionsRead", "TenantRead", "AuditRead"];

    [Fact]
    public void A_route_that_writes_asks_for_no_mere_permission_to_read()
    {
        var writing = Functions().Where(function => Verb().IsMatch(function.Source)).ToList();
        Assert.True(writing.Count > 30, $"Only {writing.Count} routes that write were found.");
        Assert.All(writing, function => Assert.DoesNotContain(Asked().Match(function.Source).Groups["asked"].Value, Reading));
    }

    [Theory]
    [InlineData("gate.RunAsync(request, Permission.ContactsRead, CreateAsync)", "ContactsRead")]
    [InlineData("gate.RunAsync(\n            request, Permission.Search, CreateAsync)", "Search")]
    [InlineData("gate.RunAsync(request, Edits, CreateAsync)", "")]
    public void The_test_sees_what_a_route_asks_for(string source, string permission) =>
        Assert.Equal(permission, Asked().Match(source).Groups["asked"].Value);

    private static IEnumerable<(string File, string Source)> Functions() =>
        from file in System.IO.Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        from function in File.ReadAllText(file).Split("[Function(").Skip(1)
        select (file, function);

    [GeneratedRegex("""HttpTrigger\(\s*AuthorizationLevel\.Anonymous, "(post|put|patch|delete)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    [GeneratedRegex(@"RunAsync\(\s*request, Permission\.(?<asked>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
