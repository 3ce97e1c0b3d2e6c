namespace ServerlessContacts.LocalHost;

/// <summary>Where the host keeps its own records, as the Functions host does.</summary>
internal static class HostStorage
{
    public const string Container = "azure-webjobs-hosts";

    public const string HostId = "localhost";
}
