using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Programs;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Commands;

/// <summary>The real collector over a root directory.</summary>
internal static class NodeCollection
{
    public static ISectionCollector Open(string root, ILoggerFactory loggers) =>
        new NodeCollector(new HostRoot(root), TimeProvider.System, new ProgramRunner(TimeProvider.System), loggers.CreateLogger("acpfleet.probes"));
}
