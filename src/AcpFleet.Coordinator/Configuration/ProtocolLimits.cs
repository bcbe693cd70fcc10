namespace AcpFleet.Coordinator.Configuration;

/// <summary>Bounds on what a peer may do. Defaults are those of the security design; tests narrow them.</summary>
public sealed record ProtocolLimits
{
    /// <summary>Bytes of one message of the agent link, both as it travels and inflated. Agents cut their reports to fit.</summary>
    public int LinkMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of an enrolment request: a token and a certificate request.</summary>
    public int EnrolmentMessageBytes { get; init; } = 32 * 1024;

    /// <summary>TLS handshake, request headers, and the first message of an agent link, each.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a message's first byte to its last.</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls at a time on one connection. An agent needs one.</summary>
    public int StreamsPerConnection { get; init; } = 16;

    /// <summary>Messages that may wait for a slow agent before its connection is ended.</summary>
    public int OutgoingMessages { get; init; } = 64;

    /// <summary>Failed tries per peer address and minute, for join tokens and for the admin token.</summary>
    public int FailuresPerMinute { get; init; } = 10;

    /// <summary>Quiet time after which a connection is pinged.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to a ping may take.</summary>
    public TimeSpan PingAnswer { get; init; } = TimeSpan.FromSeconds(20);
}
