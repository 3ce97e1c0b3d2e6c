using System.Globalization;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests;

/// <summary>What work costs, and how much of it there is in a month, as docs/operations.md says.</summary>
/// <param name="Work">Transactions of the table, and bytes that stay in it, for each thing that is done.</param>
/// <param name="Months">The rows of the table of months: for each, a value for 1,000, 10,000 and 100,000 contacts.</param>
public sealed record CapacityTables(IReadOnlyDictionary<string, (double Tables, double Bytes)> Work, IReadOnlyDictionary<string, double[]> Months)
{
    private const string WorkHeader = "| one |";
    private const string MonthHeader = "| a month |";

    public static CapacityTables Read()
    {
        var lines = File.ReadAllLines(Path.Combine(InfrastructureFiles.Root, "docs", "operations.md"));
        return new CapacityTables(
            Rows(lines, WorkHeader).ToDictionary(cells => cells[0], cells => (Number(cells[1]), Number(cells[2])), StringComparer.Ordinal),
            Rows(lines, MonthHeader).ToDictionary(cells => cells[0], cells => cells[1..4].Select(Number).ToArray(), StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> Rows(IEnumerable<string> lines, string header) => lines.SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static double Number(string cell) => double.Parse(cell.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);
}
