using System.Runtime.CompilerServices;
using System.Text;
using ServerlessContacts.Export;

namespace ServerlessContacts.Tests.Export;

/// <summary>Whole files, to the byte. <c>EXPORT_GOLDEN=write</c> writes them anew, for review.</summary>
public class GoldenTests
{
    [Theory]
    [InlineData(ExportFormat.Csv, "own.csv")]
    [InlineData(ExportFormat.Google, "google.csv")]
    [InlineData(ExportFormat.Outlook, "outlook.csv")]
    [InlineData(ExportFormat.Vcard3, "3.vcf")]
    [InlineData(ExportFormat.Vcard4, "4.vcf")]
    public async Task The_sample_contacts_are_written_so(ExportFormat format, string name)
    {
        var rig = new ExportRig();
        await rig.ShareAsync(SampleContacts.All);
        var file = await rig.ExportAsync(format);
        if (Environment.GetEnvironmentVariable("EXPORT_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(Path.Combine(Here(), "Golden", name), file);
        }

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Export", "Golden", name)), Encoding.UTF8.GetBytes(file));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
