using System.Buffers.Binary;

namespace AcpFleet.Agent.Native;

/// <summary>What adjtimex(2) says of the running clock. Asking changes nothing and needs no right.</summary>
/// <param name="Synchronised">STA_UNSYNC is clear: some time service disciplines the clock.</param>
/// <param name="OffsetSeconds">What is still to be corrected.</param>
/// <param name="MaxErrorSeconds">The kernel's bound of the error, which grows while nothing synchronises.</param>
internal sealed record KernelClock(bool Synchronised, double OffsetSeconds, double MaxErrorSeconds)
{
    private const int Unsynchronised = 0x40;   // STA_UNSYNC
    private const int Nanoseconds = 0x2000;    // STA_NANO

    /// <summary>Null when the call is refused, as in some sandboxes.</summary>
    internal static unsafe KernelClock? Read()
    {
        const int size = 256; // struct timex has 208 bytes on 64-bit machines
        var buffer = stackalloc byte[size];
        var timex = new Span<byte>(buffer, size);
        timex.Clear(); // modes 0: only read
        if (LibC.AdjustTime(buffer) < 0)
            return null;
        var offset = BinaryPrimitives.ReadInt64LittleEndian(timex[8..]);
        var maxError = BinaryPrimitives.ReadInt64LittleEndian(timex[24..]);
        var status = BinaryPrimitives.ReadInt32LittleEndian(timex[40..]);
        return new KernelClock((status & Unsynchronised) == 0, offset / ((status & Nanoseconds) != 0 ? 1e9 : 1e6), maxError / 1e6);
    }
}
