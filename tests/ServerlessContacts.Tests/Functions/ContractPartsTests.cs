using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Functions;

/// <summary>The parts of the HTTP contract fit together, and a mistake in one is told by file and line.</summary>
public sealed class ContractPartsTests
{
    private static readonly string Folder = Path.Combine(InfrastructureFiles.Root, "src", "ServerlessContacts.Functions", "OpenApi");

    private static readonly Dictionary<string, string> Files = System.IO.Directory
        .EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    private static readonly ContractParts Parts = new(Files);

    [Fact]
    public void No_key_stands_twice() => Assert.Empty(Parts.Duplicates());

    [Fact]
    public void Every_reference_is_to_something() => Assert.Empty(Parts.UnknownReferences());

    [Fact]
    public void Every_path_lies_in_the_file_of_its_tag() => Assert.Empty(Parts.Misplaced());

    [Fact]
    public void Every_part_is_served()
    {
        var served = new ApiDocument().Root;
        Assert.Empty(Parts.MissingIn((section, key) =>
            (section == "paths" ? served["paths"] : served["components"]![section])?[key] is not null));
    }

    [Fact]
    public void No_part_is_longer_than_one_reads() => Assert.All(Files, file => Assert.InRange(file.Value.Split('\n').Length, 1, 450));

    [Fact]
    public void A_planted_mistake_is_told_by_file_and_line()
    {
        var planted = new ContractParts(new Dictionary<string, string>(Files, StringComparer.Ordinal)
        {
            ["keys.yaml"] = "/api/keys:\n  get:\n    tags: [Tenant]\n    schema: { $ref: '#/components/schemas/Nothing' }\n/api/tenant:\n",
        });
        Assert.Equal(["keys.yaml, line 3: tag Tenant has a file of its own."], planted.Misplaced());
        Assert.Equal(["keys.yaml, line 4: there is no schemas/Nothing."], planted.UnknownReferences());
        Assert.Contains(planted.Duplicates(), told => told.Contains("/api/tenant stands elsewhere", StringComparison.Ordinal));
        Assert.Equal(
            ["keys.yaml, line 1: /api/keys is not served."],
            planted.MissingIn((_, key) => key != "/api/keys"));
    }
}
