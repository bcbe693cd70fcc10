using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Coordinator.Scans;
using AcpFleet.Store;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>What every session works with.</summary>
internal sealed record SessionServices(
    IFleetStore Store,
    FleetState Fleet,
    FleetJudge Judge,
    SessionRegistry Registry,
    ScanService Scans,
    CoordinatorIdentity Identity,
    CoordinatorOptions Options,
    TimeProvider Time,
    ILogger<AgentSession> Logger);
