using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Works through an agent's messages, one after the other.</summary>
internal sealed class SessionInbox(AgentSession session, Hello hello, FleetNode node, SessionServices services)
{
    /// <summary>Heartbeats in a row that disagree before the link is ended: a reconnect brings both in step.</summary>
    private const int Disagreements = 3;

    private readonly ReportReader _reports = new(hello.Digests, node.Record.LastSequence);
    private int _disagreements;

    /// <summary>A message of an unknown kind is passed over: that is how a newer agent adds one.</summary>
    public async Task TakeAsync(AgentMessage message, CancellationToken cancellationToken)
    {
        switch (message.MessageCase)
        {
            case AgentMessage.MessageOneofCase.Report:
                await TakeReportAsync(message.Report, cancellationToken).ConfigureAwait(false);
                break;
            case AgentMessage.MessageOneofCase.Heartbeat:
                TakeHeartbeat(message.Heartbeat);
                break;
            case AgentMessage.MessageOneofCase.ScanStarted:
                services.Fleet.Seen(session.NodeId, null, null);
                await services.Scans.StartedAsync(session.NodeId, message.ScanStarted.ScanId, cancellationToken).ConfigureAwait(false);
                break;
            case AgentMessage.MessageOneofCase.ScanCompleted:
                services.Fleet.Seen(session.NodeId, WireTime.Read(message.ScanCompleted.CollectedAt), null);
                await services.Scans.CompletedAsync(session.NodeId, message.ScanCompleted, cancellationToken).ConfigureAwait(false);
                break;
            case AgentMessage.MessageOneofCase.Hello:
                throw LinkRefusedException.Protocol("a second hello came");
            default:
                services.Fleet.Seen(session.NodeId, null, null);
                break;
        }
    }

    private async Task TakeReportAsync(FactsReport report, CancellationToken cancellationToken)
    {
        if (!services.Fleet.TryGet(session.NodeId, out var now))
            throw LinkEnd.Revoked;
        var stored = _reports.Read(session.NodeId, report, now.Sections, services.Time.GetUtcNow());
        if (!await services.Store.Facts.SaveReportAsync(stored, cancellationToken).ConfigureAwait(false))
            throw LinkEnd.Revoked;
        services.Fleet.Committed(stored);
        if (stored.Sections.Count > 0)
            services.Judge.Request();
        session.Send(new CoordinatorMessage { Ack = new ReportAck { Sequence = report.Sequence } });
    }

    private void TakeHeartbeat(Heartbeat heartbeat)
    {
        services.Fleet.Seen(session.NodeId, WireTime.Read(heartbeat.CollectedAt), heartbeat.DroppedReports);
        if (heartbeat.DigestOfDigests.IsEmpty || !services.Fleet.TryGet(session.NodeId, out var now))
            return;
        if (heartbeat.DigestOfDigests.Span.SequenceEqual(now.Sections.DigestOfDigests()))
        {
            _disagreements = 0;
            return;
        }

        if (++_disagreements >= Disagreements)
            throw LinkEnd.OutOfStep;
        SessionLog.OutOfStep(services.Logger, session.NodeId);
        session.Send(new CoordinatorMessage { ScanRequest = new ScanRequest() });
    }
}
