using System.Diagnostics;
using System.Globalization;
using CsvHelper;

namespace ServerlessContacts.Benchmarks.Import;

/// <summary>What the usual library takes to read every cell of the file as a text, and nothing more.</summary>
internal static class CsvHelperMeasurement
{
    public static Planned Run(string path)
    {
        var watch = Stopwatch.StartNew();
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var (rows, characters) = (0L, 0L);
        while (csv.Read())
        {
            rows++;
            for (var cell = 0; cell < csv.Parser.Count; cell++)
            {
                characters += csv.GetField(cell)!.Length;
            }
        }

        return characters > 0 ? new Planned(rows / watch.Elapsed.TotalSeconds, Memory.PeakMb(), 0, 0) : throw new InvalidDataException("The file is empty.");
    }
}
