using AcpFleet.Benchmarks;
using AcpFleet.TestKit.Processes;

if (!Repository.HasNativeAgent)
{
    Console.Error.WriteLine("no native agent: run packaging/publish-agent artifacts/agent first");
    return 2;
}

var runs = args is [var count] && int.TryParse(count, out var parsed) && parsed is > 0 and <= 1000 ? parsed : 21;
foreach (var peer in PeerDaemon.All.Where(peer => !peer.IsInstalled))
    Console.Error.WriteLine($"{peer.Name} is not measured: no {peer.Executable} (apt install {peer.Package})");
Console.Error.WriteLine($"{runs} starts of each in turn, then three idle minutes …");
var daemons = await new DaemonBenchmark(runs).RunAsync();
Console.Error.WriteLine($"{runs} runs of each command in turn …");
var (facts, check, guide) = new CommandBenchmark(runs).Run();
Console.WriteLine($"Median (min–max) of {runs}.\n");
FiguresTable.WriteDaemons(Console.Out, daemons);
Console.WriteLine();
FiguresTable.WriteCommands(Console.Out, facts, check, guide);
return 0;
