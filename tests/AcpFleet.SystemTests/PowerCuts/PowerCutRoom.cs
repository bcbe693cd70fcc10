using System.Security.Cryptography;
using AcpFleet.SystemTests.Packages;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>A coordinator on this machine and two virtual machines to switch off, on a bed of their own.</summary>
internal sealed class PowerCutRoom : IAsyncDisposable
{
    private const string OtherVersion = "999.0.0";
    private const int Machines = 2;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<PowerCutMachine> _machines = [];
    private Bed? _bed;
    private TestCoordinator? _coordinator;

    private PowerCutRoom()
    {
    }

    public TestCoordinator Coordinator => _coordinator!;

    public IReadOnlyList<PowerCutMachine> All => _machines;

    /// <summary>Of the program in the other package, SHA-256.</summary>
    public string OtherDigest { get; private set; } = "";

    public static async Task<PowerCutRoom> OpenAsync()
    {
        BedTool.Need(BedTool.ForMachines);
        var package = BuiltPackages.Find(BuiltPackages.Agent, "deb");
        var room = new PowerCutRoom();
        try
        {
            await room.OpenAsync(package);
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_coordinator is not null)
            await _coordinator.DisposeAsync();
        if (_bed is not null)
            await _bed.DisposeAsync();
        _directory.Dispose();
    }

    private async Task OpenAsync(string package)
    {
        var other = await OtherPackageAsync();
        _bed = await Bed.CreateAsync();
        _coordinator = TestCoordinator.Prepare(_directory["coordinator"], null, "--san", _bed.Gateway, "--san", "127.0.0.1");
        _coordinator.AnswerAt(_bed.Gateway);
        await _coordinator.StartAsync();
        for (var machine = 1; machine <= Machines; machine++)
            _machines.Add(new PowerCutMachine(await _bed.AddMachineAsync($"cut-{machine}")));
        await Task.WhenAll(_machines.Select(machine => machine.PrepareAsync(package, other)));
    }

    /// <summary>The same program with some bytes behind its end, so that the two versions differ in every way that dpkg sees.</summary>
    private async Task<string> OtherPackageAsync()
    {
        var published = _directory["published/agent"];
        Directory.CreateDirectory(published);
        var program = Path.Combine(published, "acpfleet-agent");
        File.Copy(Path.Combine(BuiltPackages.Published, "agent", "acpfleet-agent"), program);
        await File.AppendAllTextAsync(program, OtherVersion);
        OtherDigest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(program)));
        await BuiltPackages.RunAsync(
            "env", $"ACPFLEET_VERSION={OtherVersion}", BuiltPackages.Packaging("build"),
            "--published", _directory["published"], "--only", BuiltPackages.Agent, _directory["packages"]);
        return BuiltPackages.Find(BuiltPackages.Agent, "deb", _directory["packages"]);
    }
}
