using AcpFleet.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;
using Mechanism = AcpFleet.Protocol.V1.BootEntry.Types.Mechanism;
using ModuleState = AcpFleet.Protocol.V1.KernelModule.Types.State;

namespace AcpFleet.TestKit.Facts;

/// <summary>
/// Builds the facts of a node. It begins as a node that passes every check of profile acp-4.1; a test changes the one
/// thing that it is about.
/// </summary>
public sealed class NodeFactsBuilder
{
    private readonly Dictionary<SectionKind, Section> _sections = [];

    /// <param name="hostname">The kernel's node name.</param>
    /// <param name="address">The node's IPv4 address.</param>
    public NodeFactsBuilder(string hostname = "cp-1", string address = "192.0.2.11")
    {
        Section(SectionKind.Os).Os = GoodOs();
        Section(SectionKind.Kernel).Kernel = GoodKernel();
        Section(SectionKind.Network).Network = GoodNetwork(hostname, address);
        Section(SectionKind.Time).Time = new TimeFacts { ZoneName = "Asia/Shanghai", ZoneRulesDigest = "11aa", UtcOffsetSeconds = 28800, PosixRule = "CST-8", Synchronised = true };
        Section(SectionKind.Packages).Packages = new PackageFacts
        {
            Databases = { new PackageDatabase { Manager = Manager.Dpkg, Complete = true, Packages = { new Package { Name = "bash", Version = "5.1", Architecture = "amd64" } } } },
        };
        Section(SectionKind.Memory).Memory = new MemoryFacts { TotalBytes = 64UL << 30, SwapTotalBytes = 0 };
    }

    public OsFacts Os => Section(SectionKind.Os).Os;

    public KernelFacts Kernel => Section(SectionKind.Kernel).Kernel;

    public NetworkFacts Network => Section(SectionKind.Network).Network;

    public TimeFacts Time => Section(SectionKind.Time).Time;

    public PackageFacts Packages => Section(SectionKind.Packages).Packages;

    public MemoryFacts Memory => Section(SectionKind.Memory).Memory;

    /// <summary>The first package database.</summary>
    public PackageDatabase Database => Packages.Databases[0];

    /// <summary>Changes anything of the sections above.</summary>
    public NodeFactsBuilder With(Action<NodeFactsBuilder> change)
    {
        change(this);
        return this;
    }

    /// <summary>A node that has not reported a section.</summary>
    public NodeFactsBuilder Without(SectionKind kind)
    {
        _sections.Remove(kind);
        return this;
    }

    /// <summary>A source that could not be read. Clear the fields as a probe would.</summary>
    public NodeFactsBuilder Failed(SectionKind kind, string source, SourceFailure.Types.Reason reason, params string[] fields)
    {
        Section(kind).Status.Failures.Add(new SourceFailure { Source = source, Reason = reason, Detail = "by the test", Fields = { fields } });
        return this;
    }

    /// <summary>Another operating system, with its kernel and package manager.</summary>
    public NodeFactsBuilder System(string id, string versionId, string kernel, Manager manager = Manager.Rpm, string architecture = "x86_64")
    {
        Section(SectionKind.Os).Os = new OsFacts { Id = id, VersionId = versionId, PrettyName = $"{id} {versionId}", Architecture = architecture };
        Kernel.Release = kernel;
        Kernel.Machine = architecture;
        Database.Manager = manager;
        return this;
    }

    public NodeFactsBuilder ReleaseFile(string path, string text)
    {
        Os.ReleaseFiles.Add(new ReleaseFile { Path = path, Text = text });
        return this;
    }

    public NodeFactsBuilder Package(string name, string version = "1.0", string? state = null)
    {
        var package = new Package { Name = name, Version = version, Architecture = "amd64" };
        if (state is not null) package.State = state;
        Database.Packages.Add(package);
        return this;
    }

    public NodeFactsBuilder Listener(uint port, string address = "0.0.0.0", string protocol = "tcp", string? process = "etcd", uint? pid = 812, string? unit = "etcd.service")
    {
        var socket = new ListeningSocket { Protocol = protocol, Address = address, Port = port };
        if (process is not null) socket.Process = process;
        if (pid is { } number) socket.Pid = number;
        if (unit is not null) socket.Unit = unit;
        Network.Listeners.Add(socket);
        return this;
    }

    public NodeFactsBuilder BootEntry(Mechanism mechanism, string source, string commandLine, string? title = null)
    {
        var entry = new BootEntry { Mechanism = mechanism, Source = source, CommandLine = commandLine };
        if (title is not null) entry.Title = title;
        Kernel.Boot.Entries.Add(entry);
        return this;
    }

    /// <summary>A copy: the builder can go on.</summary>
    public NodeFacts Build()
    {
        var facts = new NodeFacts();
        foreach (var kind in _sections.Keys.Order()) facts.Sections.Add(_sections[kind].Clone());
        return facts;
    }

    private static OsFacts GoodOs() => new()
    {
        Id = "ubuntu",
        IdLike = { "debian" },
        VersionId = "22.04",
        Version = "22.04.4 LTS (Jammy Jellyfish)",
        PrettyName = "Ubuntu 22.04.4 LTS",
        Codename = "jammy",
        Architecture = "x86_64",
    };

    private static KernelFacts GoodKernel()
    {
        const string line = "BOOT_IMAGE=/vmlinuz-5.15.0-56-generic root=/dev/sda1 ro transparent_hugepage=never";
        var kernel = new KernelFacts
        {
            Release = "5.15.0-56-generic",
            Version = "#62-Ubuntu SMP",
            Machine = "x86_64",
            CommandLine = line,
            Boot = new BootConfiguration
            {
                Entries =
                {
                    new BootEntry { Source = "/boot/grub/grub.cfg", Mechanism = Mechanism.GrubMenu, Title = "Ubuntu", CommandLine = line },
                    new BootEntry { Source = "/etc/default/grub", Mechanism = Mechanism.GrubDefault, CommandLine = "transparent_hugepage=never" },
                },
            },
            ModulesSupported = true,
            TransparentHugepage = "never",
            BootId = "5e1c9a52-5a0c-4f0e-9a55-111111111111",
        };
        foreach (var name in new[] { "ip_vs", "ip_vs_rr", "ip_vs_sh", "ip_vs_wrr" })
            kernel.Modules.Add(new KernelModule { Name = name, State = ModuleState.Loaded, PersistedIn = "/etc/modules-load.d/acp.conf" });
        return kernel;
    }

    private static NetworkFacts GoodNetwork(string hostname, string address) => new()
    {
        Hostname = hostname,
        StaticHostname = hostname,
        Hosts =
        {
            new HostsEntry { Address = "127.0.0.1", Names = { "localhost" }, Line = 1 },
            new HostsEntry { Address = "::1", Names = { "localhost", "ip6-localhost" }, Line = 2 },
        },
        Resolver = new ResolverConfiguration
        {
            Present = true,
            Nameservers = { "192.0.2.53" },
            ResolvedActiveState = "inactive",
            ResolvedUnitFileState = "disabled",
        },
        Interfaces =
        {
            new Interface { Name = "lo", Index = 1, Loopback = true, Up = true, Addresses = { new InterfaceAddress { Address = "127.0.0.1", PrefixLength = 8, Scope = "host" } } },
            new Interface { Name = "eth0", Index = 2, Up = true, Kind = "physical", Addresses = { new InterfaceAddress { Address = address, PrefixLength = 24, Scope = "global" } } },
        },
        Routes =
        {
            new Route { Destination = "0.0.0.0/0", Gateway = "192.0.2.1", Interface = "eth0", Table = 254, Type = "unicast" },
            new Route { Destination = "192.0.2.0/24", Interface = "eth0", Table = 254, Type = "unicast" },
        },
        OwnersComplete = true,
    };

    private Section Section(SectionKind kind)
    {
        if (_sections.TryGetValue(kind, out var section)) return section;
        section = new Section
        {
            Status = new SectionStatus { CollectedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)), Took = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(2)) },
        };
        _sections[kind] = section;
        return section;
    }
}
