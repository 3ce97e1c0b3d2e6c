using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Editing;
using ServerlessContacts.Export;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Functions.Search;
using ServerlessContacts.Import;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Functions;

/// <summary>The document's schemas against the types of the code.</summary>
public class OpenApiSchemaTests
{
    private static readonly ApiDocument Document = new();

    [Theory]
    [InlineData("Name", typeof(ContactName))]
    [InlineData("NameInput", typeof(ContactName))]
    [InlineData("Organization", typeof(Organization))]
    [InlineData("OrganizationInput", typeof(Organization))]
    [InlineData("Email", typeof(Email))]
    [InlineData("EmailInput", typeof(Email))]
    [InlineData("Phone", typeof(Phone))]
    [InlineData("PhoneInput", typeof(Phone))]
    [InlineData("Address", typeof(PostalAddress))]
    [InlineData("AddressInput", typeof(PostalAddress))]
    [InlineData("InstantMessenger", typeof(InstantMessenger))]
    [InlineData("InstantMessengerInput", typeof(InstantMessenger))]
    [InlineData("WebPage", typeof(WebPage))]
    [InlineData("WebPageInput", typeof(WebPage))]
    public void A_part_of_a_contact_has_the_fields_of_its_type(string schema, Type type) =>
        Assert.Equal(Fields(type, ContactJson.Options), Names(schema));

    [Theory]
    [InlineData("Import", typeof(ImportRecord))]
    [InlineData("ImportCounts", typeof(ImportCounts))]
    [InlineData("ImportProblem", typeof(ImportProblem))]
    public void A_part_of_an_import_has_the_fields_of_its_type(string schema, Type type) =>
        Assert.Equal(Fields(type, StoredJson.Options), Names(schema));

    [Theory]
    [InlineData("ConnectionSettings", typeof(ConnectionSettings))]
    [InlineData("ConnectionSettingsPatch", typeof(ConnectionSettings))]
    [InlineData("ConnectionProblem", typeof(ConnectionProblem))]
    [InlineData("RecentChanges", typeof(RecentChanges))]
    [InlineData("AvailableGroup", typeof(ProviderGroup))]
    [InlineData("Brake", typeof(Brake))]
    [InlineData("BrakePatch", typeof(Brake))]
    [InlineData("RunCounts", typeof(RunCounts))]
    public void A_part_of_a_connection_has_the_fields_of_its_type(string schema, Type type) =>
        Assert.Equal(Fields(type, StoredJson.Options), Names(schema));

    [Fact]
    public void A_patch_of_a_connection_has_the_settings_nested_or_at_the_top() =>
        Assert.Equal(Fields(typeof(ConnectionSettings), StoredJson.Options).Append("settings")
            .Order(StringComparer.Ordinal), Names("ConnectionPatch"));

    [Fact]
    public void The_providers_are_those_of_the_code() => Assert.Equal(
        [GoogleProvider.ProviderName, MicrosoftProvider.ProviderName], Values(Document.Component("schemas", "ConnectionProvider")));

    [Theory]
    [InlineData("Contact")]
    [InlineData("ContactInput")]
    public void A_contact_has_the_fields_of_its_type_and_those_of_its_record(string schema)
    {
        string[] service = ["id", "etag", "scope", "owner", "created", "updated", "updatedBy", "deleted", "provenance"];

        Assert.Equal(Fields(typeof(Contact), ContactJson.Options).Concat(service).Order(StringComparer.Ordinal), Names(schema));
    }

    [Fact]
    public void What_only_the_service_sets_may_be_sent_back()
    {
        var readOnly = Document.Schema.Properties(Document.Component("schemas", "ContactInput")).Where(property => property.Value.ContainsKey("readOnly")).ToList();

        Assert.NotEmpty(readOnly);
        Assert.All(readOnly, property =>
        {
            var read = ContactInput.Create(new JsonObject { ["nickname"] = "Ada", [property.Key] = "sent back" });
            Assert.Equal("Ada", read.Contact.Nickname);
            Assert.DoesNotContain("sent back", JsonSerializer.Serialize(read.Contact, ContactJson.Contact), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("ContactScope", typeof(ContactScope))]
    [InlineData("ContactKind", typeof(ContactKind))]
    [InlineData("Visibility", typeof(Visibility))]
    [InlineData("ListView", typeof(ListView))]
    [InlineData("ListSort", typeof(ListSort))]
    [InlineData("SortOrder", typeof(SortOrder))]
    [InlineData("ChangeKind", typeof(ChangeKind))]
    [InlineData("ImportStatus", typeof(ImportStatus))]
    [InlineData("ImportScope", typeof(ImportScope))]
    [InlineData("ExportFormat", typeof(ExportFormat))]
    [InlineData("ConnectionStatus", typeof(ConnectionStatus))]
    [InlineData("SyncDirection", typeof(SyncDirection))]
    [InlineData("DeletePolicy", typeof(DeletePolicy))]
    [InlineData("ConflictRule", typeof(ConflictRule))]
    [InlineData("RemainingContacts", typeof(RemainingContacts))]
    [InlineData("RunKind", typeof(RunKind))]
    [InlineData("RunStatus", typeof(RunStatus))]
    [InlineData("RunSide", typeof(Side))]
    [InlineData("RunOutcome", typeof(OutcomeKind))]
    public void An_enumeration_has_the_values_of_its_type(string schema, Type type) =>
        Assert.Equal(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName), Values(Document.Component("schemas", schema)));

    [Fact]
    public void The_modes_of_an_import_are_written_with_dashes() =>
        Assert.Equal(Enum.GetNames<ImportMode>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName), Values(Document.Component("schemas", "ImportMode")));

    [Theory]
    [InlineData("direction", "SyncDirection")]
    [InlineData("visibility", "Visibility")]
    [InlineData("deletePolicy", "DeletePolicy")]
    [InlineData("conflictRule", "ConflictRule")]
    public void A_setting_takes_what_is_answered_or_null(string property, string schema) => Assert.All(
        ["ConnectionSettingsPatch", "ConnectionPatch"],
        patch => Assert.Equal([.. Values(Document.Component("schemas", schema)), null], Values(Document.Component("schemas", patch)["properties"]![property]!)));

    [Theory]
    [InlineData("kind", "ContactKind")]
    [InlineData("visibility", "Visibility")]
    public void What_is_sent_is_what_is_answered_or_null(string property, string schema) => Assert.Equal(
        [.. Values(Document.Component("schemas", schema)), null],
        Values(Document.Component("schemas", "ContactInput")["properties"]![property]!));

    [Fact]
    public void A_key_can_have_the_scopes_that_are_grantable() =>
        Assert.Equal(KeyScopes.Grantable.Order(StringComparer.Ordinal), Values(Document.Component("schemas", "KeyScope")));

    [Fact]
    public void Limits_are_those_of_the_code()
    {
        Assert.Equal((Page.DefaultSize, Page.MaxSize), Limits(Document.Component("parameters", "PageSize")));
        Assert.Equal((SearchQuery.DefaultLimit, SearchQuery.MaxLimit), Limits(LimitOf("search")));
        Assert.Equal((FeedResponses.DefaultLimit, FeedResponses.MaxLimit), Limits(LimitOf("listChanges")));
        var groups = Document.Component("schemas", "ConnectionSettingsPatch")["properties"]!["groups"]!;
        Assert.Equal((SettingsPatch.MostGroups, SettingsPatch.MostGroupLength), (Number(groups, "maxItems"), Number(groups["items"]!, "maxLength")));
        Assert.Equal(SettingsPatch.MostAtLeast, Number(Document.Component("schemas", "BrakePatch")["properties"]!["atLeast"]!, "maximum"));
        Assert.Equal(NewConnection.MostAccount, Number(Document.Component("schemas", "ConnectionInput")["properties"]!["account"]!, "maxLength"));
        Assert.Equal(ContactBatch.MostItems, Number(Document.Component("schemas", "BatchRequest")["properties"]!["items"]!, "maxItems"));
    }

    private static JsonObject LimitOf(string operation) =>
        Document.Operations.Single(one => one.Id == operation).Parameters.Single(parameter => (string?)parameter["name"] == "limit");

    private static (long Default, long Most) Limits(JsonObject parameter) => (Number(parameter["schema"]!, "default"), Number(parameter["schema"]!, "maximum"));

    private static long Number(JsonNode schema, string keyword) => schema[keyword]!.GetValue<long>();

    private static IEnumerable<string?> Values(JsonNode schema) => schema["enum"]!.AsArray().Select(value => (string?)value);

    private static IEnumerable<string> Names(string schema) => Document.Schema.Properties(Document.Component("schemas", schema)).Keys.Order(StringComparer.Ordinal);

    /// <summary>The names as JSON has them. Options that nothing has used yet have no resolver.</summary>
    private static IEnumerable<string> Fields(Type type, JsonSerializerOptions options) =>
        new JsonSerializerOptions(options) { TypeInfoResolver = options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver() }
            .GetTypeInfo(type).Properties
            .Where(property => property.Get is not null)
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal);
}
