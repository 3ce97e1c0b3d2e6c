using Microsoft.Extensions.Configuration;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

public sealed class ImportSettingsTests
{
    [Theory]
    [InlineData("0.5", "20", 0.5, 20)]
    [InlineData("0.5", null, 0.5, 5)]
    [InlineData(null, "20", 0.2, 20)]
    [InlineData(null, null, 0.2, 5)]
    public void The_brake_is_a_setting(string? share, string? atLeast, double expectedShare, int expectedAtLeast)
    {
        KeyValuePair<string, string?>[] settings = [KeyValuePair.Create("Import:BrakeShare", share), KeyValuePair.Create("Import:BrakeAtLeast", atLeast)];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        Assert.Equal(new Brake(expectedShare, expectedAtLeast), (configuration.GetSection(ImportSettings.Section).Get<ImportSettings>() ?? new ImportSettings()).Brake);
    }
}
