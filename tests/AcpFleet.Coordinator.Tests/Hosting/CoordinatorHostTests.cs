using System.Net;
using System.Text.Json;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Store;
using AcpFleet.TestKit;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Hosting;

public sealed class CoordinatorHostTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private CoordinatorOptions Options => TestCoordinator.Options with { DataDirectory = _directory["data"], LogToFile = false };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_WritesWhereItListens_AndStopTakesItAway()
    {
        var file = Path.Combine(Options.DataDirectory, "run", "endpoints.json");
        await using (var host = await StartAsync(Options))
        {
            using var endpoints = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            endpoints.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.ToString())).ShouldBe([
                ("agents", $"127.0.0.1:{host.Agents.Port}"),
                ("people", $"127.0.0.1:{host.People.Port}"),
                ("pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("coordinatorId", host.CoordinatorId),
            ]);
            host.Agents.Port.ShouldNotBe(host.People.Port);
        }

        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_DataDirectory_IsForItsOwnerOnly()
    {
        await using var host = await StartAsync(Options);

        File.GetUnixFileMode(Options.DataDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(host.AdminTokenFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await File.ReadAllTextAsync(host.AdminTokenFile)).Trim().Length.ShouldBe(43);
    }

    [Fact]
    public async Task Start_Again_KeepsTokenAuthorityAndFleetButNotTheId()
    {
        string token;
        string authority;
        string id;
        await using (var first = await StartAsync(Options))
            (token, authority, id) = (await File.ReadAllTextAsync(first.AdminTokenFile), await File.ReadAllTextAsync(Path.Combine(Options.DataDirectory, "ca", "ca.crt")), first.CoordinatorId);

        await using var second = await StartAsync(Options with { Fleet = null });

        (await File.ReadAllTextAsync(second.AdminTokenFile)).ShouldBe(token);
        (await File.ReadAllTextAsync(Path.Combine(Options.DataDirectory, "ca", "ca.crt"))).ShouldBe(authority);
        second.CoordinatorId.ShouldNotBe(id);
    }

    [Fact]
    public async Task Start_OtherFleetName_RefusesNamingBoth()
    {
        await (await StartAsync(Options)).DisposeAsync();

        (await Should.ThrowAsync<StartupException>(StartAsync(Options with { Fleet = "north" }))).Message.ShouldContain("holds fleet 'test-fleet', not 'north'");
    }

    [Fact]
    public async Task Start_TwiceOnOneDirectory_RefusesTheSecondAndTheFirstGoesOn()
    {
        await using var first = await StartAsync(Options);

        var refusal = await Should.ThrowAsync<StoreException>(StartAsync(Options));

        refusal.Failure.ShouldBe(StoreFailure.InUse);
        refusal.Message.ShouldContain($"process {Environment.ProcessId}");
        File.Exists(Path.Combine(Options.DataDirectory, "run", "endpoints.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Start_PortInUse_RefusesAndLeavesNothingBehind()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var refusal = await Should.ThrowAsync<StartupException>(StartAsync(Options with { People = (IPEndPoint)taken.LocalEndpoint }));

        refusal.Message.ShouldContain("give --agents and --people");
        File.Exists(Path.Combine(Options.DataDirectory, "run", "endpoints.json")).ShouldBeFalse();
        await (await StartAsync(Options)).DisposeAsync();
    }

    [Fact]
    public async Task Start_DataDirectoryThatIsAFile_Refuses()
    {
        await File.WriteAllTextAsync(_directory["file"], "");

        (await Should.ThrowAsync<StartupException>(StartAsync(Options with { DataDirectory = _directory["file"] }))).Message.ShouldContain("cannot be used");
    }

    private static Task<CoordinatorHost> StartAsync(CoordinatorOptions options) =>
        CoordinatorHost.StartAsync(options, TimeProvider.System, logging => logging.AddProvider(new LogCapture()), CancellationToken.None);
}
