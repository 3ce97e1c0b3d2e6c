namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>A test of the worker with a vault that answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() =>
        Skip = OperatingSystem.IsLinux() ? null : "Only on Linux, as in CI, can a worker be made to trust the vault's certificate.";
}
