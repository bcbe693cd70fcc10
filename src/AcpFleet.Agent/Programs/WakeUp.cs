using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Programs;

/// <summary>Wakes the thread that polls a program's pipes: a time limit or a cancellation from elsewhere.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly Lock gate = new();
    private int descriptor = LibC.EventDescriptor(0, LibC.CloseOnExec | LibC.NonBlocking);

    internal int Descriptor => descriptor;

    internal unsafe void Set()
    {
        // Under the lock: a descriptor closed meanwhile may be someone else's by now.
        lock (gate)
        {
            ulong one = 1;
            if (descriptor >= 0)
                _ = LibC.Write(descriptor, (byte*)&one, sizeof(ulong));
        }
    }

    internal unsafe void Reset()
    {
        ulong count;
        _ = LibC.Read(descriptor, (byte*)&count, sizeof(ulong));
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (descriptor >= 0)
                _ = LibC.Close(descriptor);
            descriptor = -1;
        }
    }
}
