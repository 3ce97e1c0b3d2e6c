using System.Text.RegularExpressions;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>
/// The condition that confines somebody to a tenant's folder, as text: no cloud evaluates it here. Actions and attributes are those of "Actions and attributes for Azure role assignment
/// conditions for Azure Blob Storage".
/// </summary>
public sealed partial class DropConditionTests
{
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

    private static readonly string[] DataActionsOfTheRole = [$"{Blobs}/read", $"{Blobs}/write", $"{Blobs}/add/action", $"{Blobs}/delete", $"{Blobs}/move/action"];

    [Fact]
    public async Task The_role_is_given_on_the_one_container_with_a_condition()
    {
        var arguments = await ArgumentsAsync();
        Assert.Equal("Storage Blob Data Contributor", Value(arguments, "--role"));
        Assert.Equal("2.0", Value(arguments, "--condition-version"));
        Assert.EndsWith($"/blobServices/default/containers/{ImportStorage.Dropped}", Value(arguments, "--scope"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_brackets_and_quotes_are_closed()
    {
        var open = new Stack<char>();
        foreach (var character in Quoted().Replace(await ConditionAsync(), ""))
        {
            if (character is '(' or '[' or '{')
            {
                open.Push(character);
            }
            else if (character is ')' or ']' or '}')
            {
                Assert.Equal(character switch { ')' => '(', ']' => '[', _ => '{' }, open.Pop());
            }

            Assert.NotEqual('\'', character);
        }

        Assert.Empty(open);
    }

    /// <summary>An action that the condition does not name would be allowed everywhere.</summary>
    [Fact]
    public async Task It_names_every_data_action_of_the_role_and_no_other()
    {
        var actions = Action().Matches(await ConditionAsync()).Select(match => match.Groups["action"].Value).ToList();
        Assert.Equal(DataActionsOfTheRole.Order(StringComparer.Ordinal), actions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_holds_blobs_to_their_path_and_listings_to_their_prefix()
    {
        var condition = Blank().Replace(await ConditionAsync(), " ");
        Assert.Equal(
            [
                "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'imports'",
                $"@Resource[{Blobs}:path] StringLike 'TENANT/*'",
                "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'imports'",
                $"@Request[{Blobs}:prefix] StringLike 'TENANT/*'",
            ],
            Expression().Matches(condition).Select(match => match.Value));
        Assert.Contains($"!(ActionMatches{{'{Blobs}/read'}} AND NOT SubOperationMatches{{'Blob.List'}})", condition, StringComparison.Ordinal);
        Assert.Contains($"!(ActionMatches{{'{Blobs}/read'}} AND SubOperationMatches{{'Blob.List'}})", condition, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> ArgumentsAsync() => OperationsGuide.ArgumentsAsync("az", Assert.Single(OperationsGuide.Commands("Let somebody drop files")));

    private static async Task<string> ConditionAsync() => Value(await ArgumentsAsync(), "--condition");

    private static string Value(IReadOnlyList<string> arguments, string name) => arguments[arguments.ToList().IndexOf(name) + 1];

    [GeneratedRegex("'[^']*'", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\sActionMatches\{'(?<action>[^']*)'\}|\(ActionMatches\{'(?<action>[^']*)'\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex(@"@(Resource|Request)\[[^\]]*\] \w+ '[^']*'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
