namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>One power cut.</summary>
/// <param name="Number">Counts from 0; below 0: the action is measured and not cut.</param>
/// <param name="Name">The machine's hostname, met by the coordinator for the first time.</param>
/// <param name="Machine">The machine, new and switched on.</param>
internal sealed record Trial(int Number, string Name, PowerCutMachine Machine);
