using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests;

/// <summary>Methods are short and flat, and few classes are given many things.</summary>
public sealed class ShapeTests
{
    private const int MaxNinetieth = 17;
    private const double MaxDeepShare = 0.015;
    private const int ManyParameters = 8;
    private const int MaxWithMany = 5;

    private static readonly Lazy<IReadOnlyList<SyntaxNode>> Code = new(() =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(InfrastructureFiles.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()),
    ]);

    private static IEnumerable<SyntaxNode> Methods(IEnumerable<SyntaxNode> code) =>
        code.SelectMany(root => root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax));

    [Fact]
    public void Nine_of_ten_methods_have_seventeen_lines_at_most()
    {
        var lengths = Methods(Code.Value).Select(Length).Order().ToList();
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, MaxNinetieth);
    }

    [Fact]
    public void Few_methods_nest_three_deep()
    {
        var depths = Methods(Code.Value).Select(Depth).ToList();
        Assert.InRange((double)depths.Count(depth => depth >= 3) / depths.Count, 0, MaxDeepShare);
    }

    [Fact]
    public void Few_constructors_take_eight_things()
    {
        var many = WithMany(Code.Value);
        Assert.True(many.Count <= MaxWithMany, string.Join(", ", many));
    }

    [Fact]
    public void What_is_planted_is_counted()
    {
        SyntaxNode[] planted =
        [
            CSharpSyntaxTree.ParseText("""
                class Primary(int a, int b, int c, int d, int e, int f, int g, int h) { void Deep() { if (a > 0) { while (b > 0) { foreach (var x in y) { } } } } }
                class Own { Own(int a, int b, int c, int d, int e, int f, int g, int h)
                {
                } }
                class Few(int a) { void Flat() { if (a > 0) { } else if (a < 0) { } else if (a == 0) { } } }
                """).GetRoot(),
        ];
        Assert.Equal(["Primary", "Own"], WithMany(planted));
        Assert.Equal([3, 0, 1], Methods(planted).Select(Depth));
        Assert.Equal([1, 3, 1], Methods(planted).Select(Length));
    }

    private static IReadOnlyList<string> WithMany(IEnumerable<SyntaxNode> code) =>
    [
        .. from root in code
           from list in root.DescendantNodes().OfType<ParameterListSyntax>()
           where list.Parent is TypeDeclarationSyntax or ConstructorDeclarationSyntax
           where list.Parameters.Count >= ManyParameters
           select list.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.Text,
    ];

    private static int Length(SyntaxNode method)
    {
        var lines = method.GetLocation().GetLineSpan();
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    /// <summary>An <c>else if</c> is as deep as its <c>if</c>; a local function counts for itself.</summary>
    private static int Depth(SyntaxNode node) => node.ChildNodes()
        .Where(child => child is not LocalFunctionStatementSyntax)
        .Select(child => Depth(child) + (IsNesting(child) && node is not ElseClauseSyntax ? 1 : 0))
        .DefaultIfEmpty()
        .Max();

    private static bool IsNesting(SyntaxNode node) => node is IfStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax
        or WhileStatementSyntax or DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax;
}
