namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// A test of the worker with a vault that answers. The worker has to trust the vault's certificate, which it is told by a variable that
/// OpenSSL reads; on other systems only an entry in the machine's own store would do, and no test touches that.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() =>
        Skip = OperatingSystem.IsLinux() ? null : "Only on Linux, as in CI, can a worker be made to trust the vault's certificate.";
}
