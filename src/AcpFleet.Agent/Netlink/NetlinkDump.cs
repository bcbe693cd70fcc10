using System.Buffers;
using System.Buffers.Binary;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Netlink;

/// <summary>
/// Asks the kernel for a table and reads the answer to its end. A dump that the table changed under, that overflowed
/// the socket's buffer or that came in larger pieces than expected is begun again a few times.
/// </summary>
internal static class NetlinkDump
{
    internal const int HeaderLength = 16;
    private const ushort ErrorMessage = 2;
    private const ushort DoneMessage = 3;
    private const ushort OverrunMessage = 4;
    private const ushort RequestDump = 0x1 | 0x300; // NLM_F_REQUEST | NLM_F_DUMP
    private const ushort Interrupted = 0x10;        // NLM_F_DUMP_INTR
    private const int Attempts = 4;
    private const int FirstBuffer = 32 * 1024;      // the largest piece that the kernel makes for such a buffer
    private const int LargestBuffer = 1 << 20;

    private enum Step
    {
        More,
        Done,
        Again,
        Larger,
    }

    /// <param name="channel">The socket; one dump at a time.</param>
    /// <param name="type">The request's message type.</param>
    /// <param name="body">What follows the header in the request.</param>
    /// <param name="parse">Takes each message.</param>
    /// <param name="limit">Most results that are kept.</param>
    internal static Outcome<List<T>> Run<T>(INetlinkChannel channel, ushort type, ReadOnlySpan<byte> body, NetlinkParser<T> parse, int limit)
    {
        var results = new List<T>();
        var size = FirstBuffer;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            results.Clear();
            var sequence = (uint)attempt;
            var error = channel.Send(Request(type, sequence, body));
            if (error != 0)
                return ReadFailure.FromErrno(error);
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                var step = Receive(channel, buffer, sequence, parse, results, limit, out var failure);
                if (step == Step.Done)
                    return failure is null ? results : failure;
                if (step == Step.Larger)
                    size = Math.Min(size * 4, LargestBuffer);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return ReadFailure.Unreadable("the table changed while it was read, every time it was tried");
    }

    private static byte[] Request(ushort type, uint sequence, ReadOnlySpan<byte> body)
    {
        var request = new byte[HeaderLength + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(request, request.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(6), RequestDump);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(8), sequence);
        body.CopyTo(request.AsSpan(HeaderLength));
        return request;
    }

    private static Step Receive<T>(
        INetlinkChannel channel, byte[] buffer, uint sequence, NetlinkParser<T> parse, List<T> results, int limit, out ReadFailure? failure)
    {
        var interrupted = false;
        while (true)
        {
            var count = channel.Receive(buffer);
            if (count == -Errno.NoBufferSpace)
            {
                failure = null;
                return Step.Again;
            }

            if (count <= 0)
            {
                failure = count == 0 ? ReadFailure.Unreadable("the kernel closed the socket") : ReadFailure.FromErrno(-count);
                return Step.Done;
            }

            if (count > buffer.Length)
            {
                failure = null;
                return Step.Larger;
            }

            var step = Messages(buffer.AsSpan(0, count), sequence, parse, results, ref interrupted, out failure);
            if (results.Count > limit)
            {
                failure = ReadFailure.TooLarge($"has more than {limit} entries");
                return Step.Done;
            }

            if (step == Step.Done && failure is null && interrupted)
                return Step.Again;
            if (step != Step.More)
                return step;
        }
    }

    private static Step Messages<T>(
        ReadOnlySpan<byte> datagram, uint sequence, NetlinkParser<T> parse, List<T> results, ref bool interrupted, out ReadFailure? failure)
    {
        failure = null;
        while (datagram.Length >= HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(datagram);
            if (length < HeaderLength || length > datagram.Length)
            {
                failure = ReadFailure.Malformed($"a message of {length} bytes in a datagram with {datagram.Length} left");
                return Step.Done;
            }

            var type = BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]);
            var payload = datagram[HeaderLength..length];
            // What a former attempt left in the socket is not this one's answer.
            if (BinaryPrimitives.ReadUInt32LittleEndian(datagram[8..]) == sequence)
            {
                interrupted |= (BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]) & Interrupted) != 0;
                switch (type)
                {
                    case DoneMessage or ErrorMessage:
                        var error = payload.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(payload) : 0;
                        failure = error < 0 ? ReadFailure.FromErrno(-error)
                            : type == ErrorMessage ? ReadFailure.Malformed("an acknowledgement that was not asked for") : null;
                        return Step.Done;
                    case OverrunMessage:
                        return Step.Again;
                    default:
                        parse(type, payload, results);
                        break;
                }
            }

            var aligned = (length + 3) & ~3;
            datagram = aligned >= datagram.Length ? default : datagram[aligned..];
        }

        return Step.More;
    }
}
