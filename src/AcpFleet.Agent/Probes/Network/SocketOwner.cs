namespace AcpFleet.Agent.Probes.Network;

/// <summary>The process that holds a socket open.</summary>
/// <param name="Process">Its /proc/PID/comm, or null when it went away meanwhile.</param>
/// <param name="Unit">Its systemd unit, or null.</param>
internal sealed record SocketOwner(int Pid, string? Process, string? Unit);
