using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ServerlessContacts.Tests.Architecture;

/// <summary>Which methods the methods of some sources call, as the compiler understands them.</summary>
internal sealed class CallGraph
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation compilation;

    public CallGraph(IEnumerable<string> sources)
    {
        var trees = sources.Append(Usings).Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)));
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("ServerlessContacts.", StringComparison.Ordinal));
        compilation = CSharpCompilation.Create(
            "Sources",
            trees,
            assemblies.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>
    /// Whether a method, itself or through others of its own type, calls another or hands it on. What a constructor hands on counts for
    /// all methods of its type.
    /// </summary>
    /// <param name="caller">As <c>Type.Method</c>.</param>
    /// <param name="called">As <c>Type.Method</c>.</param>
    public bool Calls(string caller, string called)
    {
        var (type, method) = Split(caller);
        var open = new Stack<ISymbol>(Types(type).SelectMany(found => found.GetMembers()
            .Where(member => member.Name == method || member is IMethodSymbol { MethodKind: MethodKind.Constructor } or IFieldSymbol)));
        var seen = new HashSet<ISymbol>(open, SymbolEqualityComparer.Default);
        while (open.TryPop(out var member))
        {
            foreach (var used in UsedBy(member))
            {
                if ($"{used.ContainingType?.Name}.{used.Name}" == called)
                {
                    return true;
                }

                if (IsWithin(used, type) && seen.Add(used))
                {
                    open.Push(used);
                }
            }
        }

        return false;
    }

    public bool Knows(string member)
    {
        var (type, method) = Split(member);
        return Types(type).Any(found => !found.GetMembers(method).IsEmpty);
    }

    private static (string Type, string Method) Split(string member) => member.Split('.') is [var type, var method]
        ? (type, method)
        : throw new ArgumentException($"{member} is not Type.Method.", nameof(member));

    private static bool IsWithin(ISymbol symbol, string type)
    {
        for (var holder = symbol.ContainingType; holder is not null; holder = holder.ContainingType)
        {
            if (holder.Name == type)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<INamedTypeSymbol> Types(string name) =>
        compilation.GetSymbolsWithName(name, SymbolFilter.Type).OfType<INamedTypeSymbol>();

    private IEnumerable<ISymbol> UsedBy(ISymbol member) =>
        from reference in member.DeclaringSyntaxReferences
        let declared = reference.GetSyntax()
        where declared is not TypeDeclarationSyntax
        let model = compilation.GetSemanticModel(declared.SyntaxTree)
        from name in declared.DescendantNodes().OfType<SimpleNameSyntax>()
        let info = model.GetSymbolInfo(name)
        from symbol in info.Symbol is { } found ? [found] : info.CandidateSymbols
        where symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol
        select symbol.OriginalDefinition;
}
