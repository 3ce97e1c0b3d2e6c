using System.Security.Cryptography;
using System.Text;

namespace ServerlessContacts.Access;

/// <summary>The key file of <see cref="DevelopmentIssuer"/>: made on first use, readable by its owner alone, never replaced.</summary>
internal static class DevelopmentKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderOfOwner = OwnerOnly | UnixFileMode.UserExecute;

    public static ECDsa LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }

    /// <summary>Of processes that start together one makes the key, and all read that one. Moved to its place when it is whole, so that one that dies leaves none or all of it.</summary>
    private static void Create(string path)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A move that must not overwrite looks first and moves then: it alone would let the last one win.
        using var turn = new Mutex(initiallyOwned: false, NameOf(path));
        Wait(turn);
        try
        {
            if (!File.Exists(path))
            {
                var draft = $"{path}.{Guid.NewGuid():N}";
                Write(draft);
                File.Move(draft, path);
            }
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static string NameOf(string path) =>
        $"serverless-contacts-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))))}";

    private static void Wait(Mutex turn)
    {
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The process that had its turn has died; now it is ours.
        }
    }

    private static void Write(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, FolderOfOwner);
        }
    }
}
