using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes.Containers;
using AcpFleet.TestBed.Nodes.Machines;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>One bed with a container of each Debian release and a virtual machine, each made by the first test that asks for it.</summary>
public sealed class SharedBed : IAsyncLifetime
{
    private Bed? _bed;
    private IReadOnlyList<ContainerNode>? _containers;
    private MachineNode? _machine;

    /// <summary>Debian 11, 12 and 13.</summary>
    public async Task<IReadOnlyList<ContainerNode>> ContainersAsync()
    {
        if (_containers is not null)
            return _containers;
        BedTool.Need(BedTool.ForContainers);
        _bed ??= await Bed.CreateAsync();
        _containers = await _bed.AddContainersAsync([("debian-11", "bullseye"), ("debian-12", "bookworm"), ("debian-13", "trixie")]);
        Print($"containers side by side, from start to systemd's 'running': {string.Join(", ", _containers.Select(node => $"{node.Name} {Seconds(node.BootTime)}"))}");
        return _containers;
    }

    /// <summary>Goes on from the image's booted state.</summary>
    public async Task<MachineNode> MachineAsync()
    {
        if (_machine is not null)
            return _machine;
        BedTool.Need(BedTool.ForMachines);
        _bed ??= await Bed.CreateAsync();
        _machine = await _bed.AddMachineAsync("machine-1");
        Print($"virtual machine, from the image's booted state to a node of its own: {Seconds(_machine.BootTime)}");
        return _machine;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_bed is not null)
            await _bed.DisposeAsync();
    }

    private static void Print(string figure) => PrintedFigures.Add(figure);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
