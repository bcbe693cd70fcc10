using AcpFleet.Benchmarks;

var runs = args is [var count] && int.TryParse(count, out var parsed) && parsed is > 0 and <= 1000 ? parsed : 21;
await new AgentFigures(runs).PrintAsync(Console.Out);
return 0;
