using ServerlessContacts.Search;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>The normal form of what is generated and of what is typed.</summary>
internal static class BenchmarkFold
{
    public static string Fold(string text) => TextFold.Fold(text);
}
