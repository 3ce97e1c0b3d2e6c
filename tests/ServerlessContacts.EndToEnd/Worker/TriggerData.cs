using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>What the host hands over for a trigger's parameter. No function here binds more of a trigger than that.</summary>
internal static class TriggerData
{
    /// <summary>An HTTP request goes to the worker's own server.</summary>
    public static JsonObject Http => new() { ["http"] = new JsonObject() };

    /// <summary>A timer without a monitor, on time.</summary>
    public static JsonObject Timer => new()
    {
        ["json"] = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""",
    };

    public static JsonObject Message(string text) => new() { ["string"] = text };

    /// <summary>The name of a blob, which the worker opens itself.</summary>
    public static JsonObject Blob(string container, string name)
    {
        var content = new JsonObject { ["Connection"] = StorageClients.Setting, ["ContainerName"] = container, ["BlobName"] = name };
        return new()
        {
            ["modelBindingData"] = new JsonObject
            {
                ["version"] = "1.0",
                ["source"] = "AzureStorageBlobs",
                ["contentType"] = "application/json",
                ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ToJsonString())),
            },
        };
    }
}
