namespace AcpFleet.Agent.Netlink;

/// <summary>One netlink socket to the kernel.</summary>
internal interface INetlinkChannel : IDisposable
{
    /// <summary>Sends a whole request.</summary>
    /// <returns>0 or an error number.</returns>
    int Send(ReadOnlySpan<byte> request);

    /// <summary>Waits for the next datagram of the kernel, bounded.</summary>
    /// <returns>
    /// Its full length, which is larger than the buffer when it did not fit and its rest is lost, or a negated error number
    /// (ETIMEDOUT when nothing came in time, ENOBUFS when the kernel had to drop some).
    /// </returns>
    int Receive(Span<byte> buffer);
}
