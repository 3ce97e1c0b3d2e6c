using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>A function as the worker announces it.</summary>
internal sealed record WorkerFunction(JsonObject Metadata)
{
    public string Name => Metadata.Text("name");

    public string Id => Metadata.Text("functionId");

    /// <summary>The binding that starts it.</summary>
    public JsonObject Trigger => Metadata["rawBindings"]!.AsArray().Select(binding => JsonNode.Parse((string)binding!)!.AsObject())
        .Single(binding => binding.Text("type").EndsWith("Trigger", StringComparison.Ordinal));

    public bool IsHttp => Trigger.Text("type") == "httpTrigger";

    /// <summary>What the host asks the worker to load.</summary>
    public JsonObject LoadRequest => new() { ["functionId"] = Id, ["metadata"] = Metadata.DeepClone() };
}
