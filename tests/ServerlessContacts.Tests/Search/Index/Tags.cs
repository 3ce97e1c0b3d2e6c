using System.Globalization;

namespace ServerlessContacts.Tests.Search.Index;

/// <summary>What conditions ask for: short lines of characters that nobody types, of which documents have none to three.</summary>
internal static class Tags
{
    private const char Mark = '\uE000';
    private const int Count = 200;

    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{(char)(Mark + 1 + (number % 40))}{(char)(Mark + 100 + number)}");

    public static IEnumerable<string> Several(int from, int count) => Enumerable.Range(from, count).Select(Of);

    public static IEnumerable<string> On(string key)
    {
        var number = int.Parse(key[1..], CultureInfo.InvariantCulture);
        return Enumerable.Range(0, number % 4).Select(at => Of((int)(number * 7L * (at + 1) % (at == 0 ? 5 : Count)))).Distinct();
    }

    public static bool IsTag(string line) => line.StartsWith(Mark);
}
