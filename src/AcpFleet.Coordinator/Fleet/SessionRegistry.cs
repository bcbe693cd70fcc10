namespace AcpFleet.Coordinator.Fleet;

/// <summary>The live session of each agent: at most one.</summary>
internal sealed class SessionRegistry(TimeProvider time)
{
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AgentSession> _sessions = [];

    /// <summary>A new stream takes over from an older one of the same agent, and waits until that has stopped working.</summary>
    public async Task TakePlaceAsync(AgentSession session, CancellationToken cancellationToken)
    {
        AgentSession? former;
        lock (_gate)
        {
            _sessions.TryGetValue(session.NodeId, out former);
            _sessions[session.NodeId] = session;
        }

        if (former is null)
            return;
        former.End(LinkEnd.Superseded);
        try
        {
            await former.Ended.WaitAsync(s_endLimit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is cancelled and writes nothing more that counts: reports keep their order by sequence.
        }
    }

    /// <returns>False when another session has taken the place.</returns>
    public bool Leave(AgentSession session)
    {
        lock (_gate)
            return _sessions.TryGetValue(session.NodeId, out var present) && present == session && _sessions.Remove(session.NodeId);
    }

    public AgentSession? Find(string nodeId)
    {
        lock (_gate)
            return _sessions.GetValueOrDefault(nodeId);
    }

    public IReadOnlyList<AgentSession> List()
    {
        lock (_gate)
            return [.. _sessions.Values];
    }

    /// <summary>Ends every session and waits, for a while, until they are gone.</summary>
    public async Task EndAllAsync(Func<LinkRefusedException> reason)
    {
        var sessions = List();
        foreach (var session in sessions)
            session.End(reason());
        try
        {
            await Task.WhenAll(sessions.Select(s => s.Ended)).WaitAsync(s_endLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The server's own stop ends what is left.
        }
    }
}
