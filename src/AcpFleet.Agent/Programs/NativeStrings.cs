using System.Runtime.InteropServices;

namespace AcpFleet.Agent.Programs;

/// <summary>A null-terminated array of C strings, as exec takes arguments and environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    internal NativeStrings(IReadOnlyList<string> strings)
    {
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)strings.Count + 1, (nuint)sizeof(byte*));
        for (_count = 0; _count < strings.Count; _count++)
            Pointer[_count] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[_count]);
    }

    internal byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer is null)
            return;
        for (var i = 0; i < _count; i++)
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
