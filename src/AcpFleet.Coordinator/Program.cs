using System.CommandLine;
using AcpFleet.Coordinator.Commands;

// A clean stop tells every agent and writes what waits: more than the two seconds that are the default.
return await RootHelp.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) }).ConfigureAwait(false);
