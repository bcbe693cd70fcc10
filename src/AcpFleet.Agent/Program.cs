using System.CommandLine;
using AcpFleet.Agent;
using AcpFleet.Agent.Commands;

NativeEnvironment.Prepare();

var root = new RootCommand(
    """
    AcpFleet agent: reports what this node is to the fleet's coordinator, or judges it alone.

    Examples:
      acpfleet-agent check                       judge this node without a coordinator
      acpfleet-agent check --plan fleet.yaml     … by the plan of its fleet
      acpfleet-agent facts > node.facts          write what it found, for 'acpfleet evaluate'
      acpfleet-agent enrol --coordinator 192.0.2.10:7443 --token-file - <<< "$TOKEN"
      acpfleet-agent status                      enrolled or not, as whom, and what to do
      acpfleet-agent run                         the service

    Exit codes: 0 done, 1 not ready (check), 2 wrong use or input, 3 no coordinator or no identity, 4 a failure on this node.
    """)
{
    CheckCommand.Create(),
    FactsCommand.Create(),
    EnrolCommand.Create(),
    RunCommand.Create(),
    StatusCommand.Create(),
    VersionCommand.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = true,
    // The service handles signals itself: it takes the time that it needs and ends with 0.
    ProcessTerminationTimeout = null,
}).ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ExitCode.InvalidInput : code;
