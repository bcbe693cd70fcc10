using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Finds and prepares the peers of other languages.</summary>
internal sealed class PeerPrograms
{
    // Not the first python3 of the PATH: the distribution's, for which its package python3-grpcio is.
    private const string Python = "/usr/bin/python3";

    private static readonly string Here = AppContext.BaseDirectory;
    private static readonly string Protos = Path.Combine(Here, "Protos");
    private static readonly string NodeDirectory = Path.Combine(Here, "Interop", "node");

    private readonly Lazy<Task<string?>> _pythonMissing = new(FindPythonAsync);
    private readonly Lazy<Task<string?>> _nodeMissing = new(InstallNodeAsync);

    private readonly Lazy<string> _descriptors = new(WriteDescriptors);

    /// <summary>What a peer lacks to run here, with the step that installs it; null when it can run.</summary>
    public Task<string?> MissingAsync(Peer peer) => peer switch
    {
        Peer.Python => _pythonMissing.Value,
        Peer.Node => _nodeMissing.Value,
        _ => Task.FromResult<string?>(null),
    };

    /// <param name="arguments">Of the script; the second is replaced by where the message types are.</param>
    public PeerProcess Start(Peer peer, string[] arguments)
    {
        string[] rest = arguments.Length > 2 ? arguments[2..] : [];
        return peer == Peer.Python
            ? PeerProcess.Start(Python, [Path.Combine(Here, "Interop", "python", "peer.py"), arguments[0], _descriptors.Value, .. rest])
            : PeerProcess.Start("node", [Path.Combine(NodeDirectory, "peer.js"), arguments[0], Protos, .. rest]);
    }

    private static string WriteDescriptors()
    {
        var set = new FileDescriptorSet();
        foreach (var file in new[] { EchoReflection.Descriptor, HealthReflection.Descriptor })
            set.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
        var path = Path.Combine(Here, "messages.descriptors");
        File.WriteAllBytes(path, set.ToByteArray());
        return path;
    }

    private static async Task<string?> FindPythonAsync()
    {
        const string Step = "python3-grpcio and python3-protobuf. apt-get install python3-grpcio python3-protobuf";
        if (!File.Exists(Python))
            return Step;
        await using var probe = PeerProcess.Start(Python, ["-c", "import grpc, google.protobuf"]);
        return (await probe.WaitAsync(TimeSpan.FromSeconds(60))).ExitCode == 0 ? null : Step;
    }

    private static async Task<string?> InstallNodeAsync()
    {
        const string Step = "node and npm with a package registry in reach. apt-get install nodejs npm";
        var installed = Path.Combine(NodeDirectory, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(NodeDirectory, "package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted))
            return null;
        try
        {
            await using var npm = PeerProcess.Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], NodeDirectory);
            var (exitCode, errors) = await npm.WaitAsync(TimeSpan.FromMinutes(5));
            return exitCode == 0 ? null : $"{Step}; npm ci failed: {errors}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Step;
        }
    }
}
