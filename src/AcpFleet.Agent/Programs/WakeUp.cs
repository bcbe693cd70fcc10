using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Programs;

/// <summary>Wakes the thread that polls a program's pipes: a time limit or a cancellation from elsewhere.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly Lock _gate = new();
    private int _descriptor = LibC.EventDescriptor(0, LibC.CloseOnExec | LibC.NonBlocking);

    internal int Descriptor => _descriptor;

    internal unsafe void Set()
    {
        // Under the lock: a descriptor closed meanwhile may be someone else's by now.
        lock (_gate)
        {
            ulong one = 1;
            if (_descriptor >= 0)
                _ = LibC.Write(_descriptor, (byte*)&one, sizeof(ulong));
        }
    }

    internal unsafe void Reset()
    {
        ulong count;
        _ = LibC.Read(_descriptor, (byte*)&count, sizeof(ulong));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_descriptor >= 0)
                _ = LibC.Close(_descriptor);
            _descriptor = -1;
        }
    }
}
