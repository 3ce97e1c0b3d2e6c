using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Asks Linux for pages of 2 MiB behind a large array: it is touched for the first time in a third of the time, and searches miss fewer translations of addresses. A wish: where it is not
/// granted, nothing is different.
/// </summary>
internal static class HugePages
{
    private const int MadvHugePage = 14;

    private const int PageSize = 1 << 21;

    /// <summary>An array whose bytes are to be written, all of them, before they are read.</summary>
    public static byte[] NewArray(int length)
    {
        var array = GC.AllocateUninitializedArray<byte>(length);
        if (OperatingSystem.IsLinux() && length >= 2 * PageSize)
        {
            AskFor(array);
        }

        return array;
    }

    private static void AskFor(byte[] array)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            var start = handle.AddrOfPinnedObject();
            var first = (start + PageSize - 1) & -PageSize;
            _ = Advise(first, (nuint)(start + array.Length - first), MadvHugePage);
        }
        finally
        {
            handle.Free();
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nuint length, int advice);
}
