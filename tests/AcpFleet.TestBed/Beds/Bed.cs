using AcpFleet.TestBed.Host;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestBed.Nodes.Containers;
using AcpFleet.TestBed.Nodes.Machines;
using AcpFleet.TestKit.Debian;

namespace AcpFleet.TestBed.Beds;

/// <summary>
/// Real nodes on a bridge of their own on this machine. Disposing it takes everything away; so does the next bed, or
/// <c>tests/testbed down</c>, where its owner died before that.
/// </summary>
public sealed class Bed : IAsyncDisposable
{
    private readonly Action<string> _say;
    private readonly List<Node> _nodes = [];
    private BedRecord _record;

    private Bed(BedRecord record, Action<string> say)
    {
        _record = record;
        _say = say;
    }

    public BedRecord Record => _record;

    /// <summary>This machine's address as the nodes see it.</summary>
    public string Gateway => _record.Gateway;

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>An empty bed: an address range and a bridge.</summary>
    /// <param name="say">Takes a line about each longer step.</param>
    public static async Task<Bed> CreateAsync(Action<string>? say = null, CancellationToken cancellation = default)
    {
        BedTool.Demand(BedTool.ForContainers);
        say ??= _ => { };
        if (await BedRemoval.ReapAsync() is > 0 and var count)
            say($"removed {count} bed(s) whose owner had died");
        var bed = new Bed(BedRecords.Claim(), say);
        try
        {
            Directory.CreateDirectory(bed._record.Directory);
            await Links.MakeBridgeAsync(bed._record, cancellation);
            return bed;
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds nodes in containers and boots them side by side.</summary>
    /// <param name="nodes">Each with its hostname and Debian release.</param>
    /// <param name="packages">What their trees have besides the usual; default: ping. Each different set is a tree of its own.</param>
    public async Task<IReadOnlyList<ContainerNode>> AddContainersAsync(
        IReadOnlyList<(string Name, string Suite)> nodes, CancellationToken cancellation = default, string[]? packages = null)
    {
        var first = _record.Nodes.Count;
        Announce([.. nodes.Select(node => new NodeRecord(node.Name, $"container, {node.Suite}", IsContainer: true))]);
        var suites = nodes.Select(node => node.Suite).Distinct().ToList();
        _say($"trees of Debian {string.Join(", ", suites)} (made once per machine, a minute each)");
        var trees = (await Task.WhenAll(suites.Select(async suite => (suite, Tree: await DebianTree.GetAsync(suite, packages ?? ["iputils-ping"])))))
            .ToDictionary(made => made.suite, made => made.Tree, StringComparer.Ordinal);
        cancellation.ThrowIfCancellationRequested();

        var added = nodes.Select((node, index) => new ContainerNode(_record, first + index, trees[node.Suite])).ToList();
        await BootAsync(added, cancellation);
        return added;
    }

    /// <summary>
    /// Adds a container whose disk is a copy of another's as it is now, and boots it: the clone of a machine, with a
    /// machine-id, hostname and address of its own.
    /// </summary>
    public async Task<ContainerNode> AddCloneAsync(string name, ContainerNode original, CancellationToken cancellation = default)
    {
        Announce([new NodeRecord(name, $"container, clone of {original.Name}", IsContainer: true)]);
        var clone = await original.CopyDiskAsync(_record, _record.Nodes.Count - 1, cancellation);
        await BootAsync([clone], cancellation);
        return clone;
    }

    /// <summary>Adds a virtual machine that goes on from the image's booted state: there within seconds, its clock right.</summary>
    public Task<MachineNode> AddMachineAsync(string name, CancellationToken cancellation = default) =>
        AddMachineAsync(name, machine => machine.ResumeNewAsync(Hosts, cancellation), cancellation);

    /// <summary>Adds a virtual machine and boots it by its boot loader.</summary>
    /// <param name="clock">What its hardware clock says when it is switched on; null: the truth.</param>
    public Task<MachineNode> BootMachineAsync(string name, DateTimeOffset? clock = null, CancellationToken cancellation = default) =>
        AddMachineAsync(name, machine => machine.BootNewAsync(Hosts, clock, cancellation), cancellation);

    /// <summary>Leaves it standing when this process ends; <c>tests/testbed down</c> takes it away.</summary>
    public void Keep()
    {
        _record = _record with { Kept = true };
        BedRecords.Save(_record);
    }

    public async ValueTask DisposeAsync() => await BedRemoval.RemoveAsync(_record);

    private string Hosts => NodeFiles.HostsText(Gateway, _record.Nodes.Select((node, place) => (node.Name, _record.NodeAddress(place))));

    private async Task BootAsync(IReadOnlyList<ContainerNode> added, CancellationToken cancellation)
    {
        var older = _nodes.ToList();
        _nodes.AddRange(added);
        foreach (var node in added)
            node.Prepare(Hosts);
        _say($"booting {string.Join(", ", added.Select(node => node.Name))}");
        await Task.WhenAll(added.Select(node => node.StartAsync(cancellation)));
        foreach (var node in older)
            await node.WriteAsync(NodeFiles.Hosts, Hosts);
    }

    private async Task<MachineNode> AddMachineAsync(string name, Func<MachineNode, Task> start, CancellationToken cancellation)
    {
        BedTool.Demand(BedTool.ForMachines);
        var older = _nodes.ToList();
        Announce([new NodeRecord(name, "virtual machine, bookworm", IsContainer: false)]);
        var machine = new MachineNode(_record, _record.Nodes.Count - 1, await MachineImage.GetAsync(_record, _say, cancellation));
        _nodes.Add(machine);
        await start(machine);
        foreach (var node in older)
            await node.WriteAsync(NodeFiles.Hosts, Hosts);
        return machine;
    }

    /// <summary>Names go into the record before anything is made of them.</summary>
    private void Announce(IReadOnlyList<NodeRecord> nodes)
    {
        var names = _record.Nodes.Concat(nodes).Select(node => node.Name).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            throw new BedException($"Two nodes of one bed have the same name: {string.Join(", ", names)}.");
        _record = _record with { Nodes = [.. _record.Nodes, .. nodes] };
        BedRecords.Save(_record);
    }
}
