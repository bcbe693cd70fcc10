using System.Text;
using AcpFleet.Protocol.Facts;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Kernel;
using AcpFleet.Agent.Probes.Memory;
using AcpFleet.Agent.Probes.Network;
using AcpFleet.Agent.Probes.Os;
using AcpFleet.Agent.Probes.Packages;
using AcpFleet.Agent.Probes.Shell;
using AcpFleet.Agent.Probes.Systemd;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Agent.Probes.Time;
using AcpFleet.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Agent.Tests.Robustness;

/// <summary>
/// Every parser on bytes that no one wrote and on files of the trees with bytes changed, cut and doubled: none throws
/// anything but what it says it throws, none hangs, and what comes out stays bounded.
/// </summary>
public sealed class ParserPropertyTests
{
    private static readonly Dictionary<string, Action<byte[]>> Parsers = new(StringComparer.Ordinal)
    {
        ["os-release"] = bytes => OsRelease.Parse(Text(bytes)),
        ["shell"] = bytes => Allow<ShellSyntaxException>(() => ShellAssignments.Apply(Text(bytes), [], expand: true)),
        ["grub-defaults"] = bytes => Allow<ShellSyntaxException>(() => Bounded(Defaults(Text(bytes)))),
        ["grub-menu"] = bytes => GrubMenu.Parse(Text(bytes), new GrubVariables()).ForEach(entry => Bounded(entry.CommandLine)),
        ["grubenv"] = bytes => GrubEnvironment.Parse(Text(bytes)),
        ["grubenv-body"] = bytes => GrubEnvironment.Parse("# GRUB Environment Block\n" + Text(bytes)),
        ["loader-entry"] = bytes => Bounded(LoaderEntry.Parse(Text(bytes)).Options),
        ["module-list"] = bytes => ModuleFileList.Parse(bytes).Count.ShouldBeLessThanOrEqualTo(ModuleNames.Reported.Length),
        ["modules-load"] = bytes => ModulePersistence.Parse(Text(bytes)),
        ["build-configuration"] = bytes => KernelBuildConfiguration.Parse(Text(bytes)),
        ["gzip"] = bytes => KernelBuildConfiguration.Inflate(bytes),
        ["gzip-body"] = bytes => KernelBuildConfiguration.Inflate([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. bytes]),
        ["hosts"] = bytes => HostsFile.Parse(Text(bytes)),
        ["resolv.conf"] = bytes => ResolverFile.Parse(Text(bytes)).Search.Count.ShouldBeLessThanOrEqualTo(1024),
        ["address"] = bytes => InternetAddress.TryParse(Text(bytes), out _),
        ["cgroup"] = bytes => Bounded(ControlGroup.UnitOf(Text(bytes))),
        ["proc-route"] = bytes => ProcRoutes.ParseIPv4(Text(bytes), _ => 1),
        ["proc-route6"] = bytes => ProcRoutes.ParseIPv6(Text(bytes), _ => 1),
        ["if_inet6"] = bytes => ProcAddresses.ParseIPv6(Text(bytes)),
        ["fib_trie"] = bytes => ProcAddresses.Attach(ProcAddresses.ParseFibTrie(Text(bytes)), ProcRoutes.ParseIPv4(Text(bytes), _ => 1), 1),
        ["proc-tcp"] = bytes => ProcSockets.Parse(Text(bytes), udp: false),
        ["proc-udp"] = bytes => ProcSockets.Parse(Text(bytes), udp: true),
        ["systemctl"] = bytes => Bounded(ResolvedService.Property(Text(bytes), "ActiveState")),
        ["unit"] = bytes => UnitText.Parse(Text(bytes)).ForEach(setting => Bounded(setting.Value)),
        ["zram"] = bytes => ZramGenerator.SwapDevices([("/x", Text(bytes))]),
        ["meminfo"] = bytes => MemoryInformation.Parse(Text(bytes)),
        ["swaps"] = bytes => SwapTable.Parse(Text(bytes)),
        ["swaps-body"] = bytes => SwapTable.Parse("Filename\n" + Text(bytes)),
        ["fstab"] = bytes => FileSystemTable.SwapEntries(Text(bytes)),
        ["octal"] = bytes => Bounded(OctalEscapes.Decode(Text(bytes))),
        ["dpkg-status"] = ParseStatus,
        ["dpkg-query"] = bytes => DpkgSource.ParseQuery(Text(bytes)),
        ["rpm"] = bytes => RpmSource.Parse(Text(bytes)),
        ["snap-names"] = bytes => SnapSource.Names(Text(bytes).Split('\n')),
        ["snap.yaml"] = bytes => Bounded(SnapSource.Version(Text(bytes))),
        ["tzif"] = ParseZone,
        ["tzif-body"] = bytes => ParseZone([.. "TZif2"u8, .. bytes]),
        ["posix-zone"] = bytes => UseZone(PosixZone.Parse(Encoding.Latin1.GetString(bytes))),
        ["links"] = bytes => LinkMessage.Parse(16, bytes, []),
        ["addresses"] = bytes => AddressMessage.Parse(20, bytes, []),
        ["routes"] = bytes => RouteMessage.Parse(24, bytes, []),
        ["sockets"] = bytes => SocketMessage.Parse(20, bytes, []),
        ["netlink"] = ParseDatagram,
        ["facts-json"] = bytes => Allow<FormatException>(() => FactsJson.Read(Text(bytes))),
    };

    // Small files of every kind: what they are called does not matter, each parser meets them all.
    private static readonly byte[][] Samples =
        [.. new[] { "rhel-8.6", "ubuntu-20.04", "debian-12" }.SelectMany(tree => Directory.EnumerateFiles(FixtureTree.Path(tree), "*", SearchOption.AllDirectories))
            .Where(path => new FileInfo(path) is { LinkTarget: null, Length: > 0 and < 8192 }).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
            [.. "CET-1CEST,M3.5.0,M10.5.0/3"u8], [.. "bash\t5.1-2\tx86_64\n"u8], [.. "{\"format\":1,\"facts\":{\"sections\":[{\"os\":{\"id\":\"x\"}}]}}"u8]];

    public static TheoryData<string> Names => [.. Parsers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_RandomBytes_NeverThrowsWhatItDoesNotSay(string parser) =>
        Prop.ForAll(Arb.From(RandomBytes()), bytes => Parsers[parser](bytes)).Check(Configuration(300));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_ChangedFiles_NeverThrowsWhatItDoesNotSay(string parser) =>
        Prop.ForAll(Arb.From(ChangedFiles()), bytes => Parsers[parser](bytes)).Check(Configuration(600));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_HostileShapes_EndInReasonableTime(string parser)
    {
        foreach (var unit in (string[])["$", "${", "$(", "\"", "'", "\\", "\\\n", "=", "a=", "A=$A", "A+=$A\n", ":", " ", "\n", "\t", "#", "[", "(", "{\"facts\":", "|-- 1.1.1.1\n", "\0", "é", "\\040", "0", "options $a "])
            Parsers[parser](Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length))));
    }

    private static Config Configuration(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithEndSize(2000);

    private static Gen<byte[]> RandomBytes() => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static Gen<byte[]> ChangedFiles() =>
        from sample in Gen.Elements(Samples)
        from edits in Gen.Choose(1, 8)
        from seed in Gen.Choose(0, int.MaxValue)
        select Change(sample, edits, new Random(seed));

    private static byte[] Change(byte[] sample, int edits, Random random)
    {
        var bytes = sample.ToList();
        for (var i = 0; i < edits && bytes.Count > 0; i++)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.Insert(at, "\0\n\"'$\\=:[]{}\u00ff"u8[random.Next(14)]); break;
            }
        }

        return [.. bytes];
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static void Bounded(string? text) => (text?.Length ?? 0).ShouldBeLessThanOrEqualTo(FactText.LineCap);

    private static void Allow<T>(Action parse)
        where T : Exception
    {
        try
        {
            parse();
        }
        catch (T)
        {
            // It says that it throws this.
        }
    }

    private static string Defaults(string text)
    {
        var defaults = new GrubDefaults();
        defaults.Apply("/x", text);
        return defaults.CommandLine;
    }

    private static void ParseStatus(byte[] bytes)
    {
        var parser = new DpkgStatusParser();
        foreach (var piece in bytes.Chunk(100))
            parser.Feed(piece);
        parser.Finish();
    }

    private static void ParseZone(byte[] bytes)
    {
        if (ZoneFile.Parse(bytes).Value is not { } zone)
            return;
        ZoneRules.Digest(zone).Length.ShouldBe(64);
        foreach (var at in (long[])[long.MinValue, -1, 0, 1_700_000_000, 4_000_000_000, long.MaxValue])
            Math.Abs(zone.OffsetAt(at)).ShouldBeLessThan(8 * 86400);
    }

    private static void UseZone(PosixZone? zone)
    {
        foreach (var at in (long[])[long.MinValue, 0, 1_700_000_000, long.MaxValue])
            zone?.OffsetAt(at);
    }

    private static void ParseDatagram(byte[] bytes) =>
        NetlinkDump.Run<LinkMessage>(new Netlink.ScriptedChannel().Reply(bytes).Fail(-110), 18, [], LinkMessage.Parse, 100);
}
