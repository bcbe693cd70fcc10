using AcpFleet.Cli;
using AcpFleet.Cli.Terminal;

using var stop = StopRequest.FromSignals();
return await new CliApplication(CliEnvironment.OfProcess(), stop).RunAsync(args);
