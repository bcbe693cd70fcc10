using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>A room with keys and bundles of three versions in it, made once for a class of tests.</summary>
public sealed class BundleWorkshop : IAsyncLifetime
{
    private BundleRoom? _room;
    private string? _missing;

    internal BundleRoom Room => _room!;

    internal string Key => In("release.key");

    internal string PublicKey => In("release.key.pub");

    internal string OtherKey => In("other.key");

    internal string OtherPublicKey => In("other.key.pub");

    /// <summary>Version 0.2.0.</summary>
    internal string Bundle { get; private set; } = "";

    internal string Older { get; private set; } = "";

    internal string Newer { get; private set; } = "";

    /// <summary>A copy of the script, as the first installation leaves it.</summary>
    internal string TrustedScript => In("trusted.sh");

    public async Task InitializeAsync()
    {
        // A part that is missing here is missing for every test, which says so by itself.
        try
        {
            _room = await BundleRoom.EnterAsync();
            var make = Path.Combine(Repository.Root, "packaging/release-key");
            await StubPackages.RunAsync(make, "create", Key);
            await StubPackages.RunAsync(make, "create", OtherKey);
            Older = await MakeAsync("0.1.9");
            Bundle = await MakeAsync("0.2.0");
            Newer = await MakeAsync("0.10.0");
            var built = BuiltBundle.Read(Bundle);
            await File.WriteAllBytesAsync(TrustedScript, built.Bytes[..built.ScriptSize]);
        }
        catch (SkipException missing)
        {
            _missing = missing.Message;
        }
    }

    /// <summary>Skips the test where the workshop could not be set up.</summary>
    internal void Need() => Skip.If(_missing is not null, _missing);

    internal string In(string name) => Path.Combine(Room.Shared, name);

    internal async Task<string> MakeAsync(string version, string agentNeeds = "libc6 (>= 2.17), libssl3 | libssl1.1", string agentPostinst = "exit 0", string place = "out")
    {
        var packages = In($"packages-{place}-{version}");
        await StubPackages.MakeAsync(packages, version, agentNeeds, agentPostinst);
        return await BuiltBundle.BuildAsync(packages, version, Key, In(place));
    }

    public Task DisposeAsync()
    {
        _room?.Dispose();
        return Task.CompletedTask;
    }
}
