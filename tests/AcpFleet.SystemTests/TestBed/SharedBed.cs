using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes.Containers;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>One bed with a container of each Debian release, made by the first test that asks for it.</summary>
public sealed class SharedBed : IAsyncDisposable, IAsyncLifetime
{
    private Bed? _bed;
    private IReadOnlyList<ContainerNode> _containers = [];

    /// <summary>Debian 11, 12 and 13.</summary>
    public async Task<IReadOnlyList<ContainerNode>> ContainersAsync()
    {
        if (_bed is not null)
            return _containers;
        BedTool.Need(BedTool.ForContainers);
        _bed = await Bed.CreateAsync();
        _containers = await _bed.AddContainersAsync([("debian-11", "bullseye"), ("debian-12", "bookworm"), ("debian-13", "trixie")]);
        PrintedFigures.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"containers side by side, from start to systemd's 'running': {string.Join(", ", _containers.Select(node => $"{node.Name} {node.BootTime.TotalSeconds:0.0} s"))}"));
        return _containers;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_bed is not null)
            await _bed.DisposeAsync();
        _bed = null;
    }
}
