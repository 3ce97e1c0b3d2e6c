using ServerlessContacts.Functions;
using ServerlessContacts.Providers;
using ServerlessContacts.Tests.Architecture;

namespace ServerlessContacts.Tests;

public sealed class ArchitectureTests
{
    private static readonly string[] Ground = ["Contacts", "Store", "Directory", "Access"];

    /// <summary>Where one of the upper folders needs another's answer, the function that calls both hands it over.</summary>
    private static readonly FolderRules Library = new("ServerlessContacts", new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Contacts"] = [],
        ["Store"] = ["Contacts"],
        ["Directory"] = ["Contacts", "Store"],
        ["Access"] = ["Contacts", "Store", "Directory"],
        ["Import"] = Ground,
        ["Export"] = Ground,
        ["Sync"] = Ground,
        ["Search"] = Ground,
        ["Feed"] = Ground,
        ["Interactions"] = Ground,
        ["Editing"] = Ground,
        ["Housekeeping"] = Ground,
        ["Backup"] = Ground,
        ["Erasure"] = Ground,
    });

    private static readonly IReadOnlySet<TypeUse> Uses = CompiledTypes.UsesIn(typeof(ServiceRegistration).Assembly);

    private static readonly FolderRules PlantedRules = new("ServerlessContacts.Tests.Architecture.Planted", new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Lower"] = [],
        ["Upper"] = [],
    });

    [Fact]
    public void A_folder_uses_only_those_below_it() => Assert.Empty(Library.Broken(Uses));

    [Fact]
    public void Every_folder_has_a_rule() => Assert.Empty(Library.WithoutRule(Uses));

    [Fact]
    public void The_library_knows_no_types_of_azure_functions() =>
        Assert.DoesNotContain(Uses, use => use.Used.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_providers_know_the_sdks_of_providers()
    {
        Assert.DoesNotContain(Uses.Concat(CompiledTypes.UsesIn(typeof(FunctionRegistration).Assembly)), IsOfSdk);
        Assert.Contains(CompiledTypes.UsesIn(typeof(ProviderRegistration).Assembly), IsOfSdk);

        static bool IsOfSdk(TypeUse use) =>
            use.Used.StartsWith("Microsoft.Graph.", StringComparison.Ordinal) || use.Used.StartsWith("Google.Apis.", StringComparison.Ordinal);
    }

    [Fact]
    public void The_functions_know_them() =>
        Assert.Contains(CompiledTypes.UsesIn(typeof(FunctionRegistration).Assembly), use => use.Used.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal));

    /// <summary>Each planted class breaks the rule in the way that its name says; only the innocent one does not.</summary>
    [Fact]
    public void Every_way_to_use_a_type_is_noticed()
    {
        var uses = CompiledTypes.UsesIn(typeof(ArchitectureTests).Assembly);
        var planted = typeof(Architecture.Planted.Upper.Innocent).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Architecture.Planted.Upper.Innocent).Namespace && !type.IsNested)
            .Select(type => type.FullName!);
        var caught = PlantedRules.Broken(uses).Select(use => use.User).Distinct(StringComparer.Ordinal);
        Assert.Equal(planted.Except([typeof(Architecture.Planted.Upper.Innocent).FullName!]).Order(), caught.Order());
    }

    [Fact]
    public void A_use_that_a_rule_allows_is_not_reported()
    {
        var rules = new FolderRules("Product", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Low"] = [], ["High"] = ["Low"] });
        TypeUse[] uses = [new("Product.High.A", "Product.Low.B"), new("Product.Low.B", "System.String"), new("Product.Root", "Product.High.A")];
        Assert.Empty(rules.Broken(uses));
        Assert.Equal([new TypeUse("Product.Low.B", "Product.Root")], rules.Broken([new TypeUse("Product.Low.B", "Product.Root")]));
        Assert.Equal(["New"], rules.WithoutRule([new TypeUse("Product.New.C", "System.String")]));
    }
}
