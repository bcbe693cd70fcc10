using System.Globalization;

namespace AcpFleet.SystemTests.Packages;

/// <summary>packaging/systemd/directives.txt says what each systemd knows; the units hold to it.</summary>
public sealed class UnitDirectiveTests
{
    private const int OldestForAgents = 219;

    /// <summary>What keeps a runaway program from taking the node with it: never merely ignored by an older systemd.</summary>
    private static readonly string[] Bounds = ["MemoryMax", "MemoryHigh", "CPUQuota", "TasksMax"];

    private static readonly Dictionary<string, (int Since, string Older)> Table = File.ReadLines(BuiltPackages.Packaging("systemd/directives.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(
            columns => columns[0],
            columns => (columns[1] == "early" ? 0 : int.Parse(columns[1], CultureInfo.InvariantCulture), columns.Length > 2 ? columns[2] : ""),
            StringComparer.Ordinal);

    private static readonly string[] UnitFiles = [.. Directory.GetFiles(BuiltPackages.Packaging("systemd")).Where(file => !file.EndsWith(".txt", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!)];

    public static TheoryData<string> Units => [.. UnitFiles];

    [Theory]
    [MemberData(nameof(Units))]
    public void Directives_OfAUnit_AreInTheTable(string unit) => Directives(unit).Except(Table.Keys).ShouldBeEmpty();

    [Fact]
    public void Table_Always_HoldsOnlyWhatAUnitUses() =>
        Table.Keys.Except(UnitFiles.SelectMany(Directives)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Units))]
    public void Directives_NewerThan219_HaveTheirSubstituteOrAreHarmless(string unit)
    {
        var used = Directives(unit);
        foreach (var directive in used.Where(directive => Table[directive].Since > OldestForAgents))
        {
            var older = Table[directive].Older;
            if (older.StartsWith("fallback:", StringComparison.Ordinal))
            {
                used.ShouldContain(older["fallback:".Length..], directive);
                Table[older["fallback:".Length..]].Since.ShouldBeLessThanOrEqualTo(OldestForAgents, directive);
            }
            else if (Bounds.Contains(directive))
            {
                older.ShouldStartWith("unbounded:", customMessage: directive);
            }
            else
            {
                older.ShouldBe("ignored", directive);
            }
        }
    }

    [Theory]
    [InlineData("ProtectKernelModules")]
    [InlineData("ProtectKernelTunables")]
    [InlineData("ProtectSystem")]
    [InlineData("ProtectHome")]
    [InlineData("PrivateTmp")]
    public void AgentUnit_WhatWouldFalsifyOrBindTheAgent_IsNotThere(string directive) =>
        Directives("acpfleet-agent.service").ShouldNotContain(directive);

    [SkippableTheory]
    [InlineData("acpfleet-agent.service", "/usr/bin/acpfleet-agent")]
    [InlineData("acpfleet-coordinator.service", "/usr/bin/acpfleet-coordinator")]
    public async Task Unit_ReadByThisMachinesSystemd_HasNoFault(string unit, string program)
    {
        using var tree = new TestKit.NodeTree();
        tree.Write($"/usr/lib/systemd/system/{unit}", File.ReadAllText(BuiltPackages.Packaging($"systemd/{unit}")));
        foreach (var needed in (string[])["sysinit.target", "basic.target", "network.target", "network-online.target", "shutdown.target", "multi-user.target"])
            tree.Write($"/usr/lib/systemd/system/{needed}", "[Unit]\n");
        tree.Write(program, "#!/bin/sh\n");
        File.SetUnixFileMode(tree[program], (UnixFileMode)0b111_101_101);

        var output = await BuiltPackages.RunAsync("systemd-analyze", "verify", "--man=no", $"--root={tree.Root}", unit);

        // Newer ones announce the end of MemoryLimit, which 219 cannot do without.
        output.Split('\n').Where(line => !line.Contains("MemoryLimit", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains(unit + ":", StringComparison.Ordinal));
    }

    private static List<string> Directives(string unit) =>
    [
        .. File.ReadLines(BuiltPackages.Packaging($"systemd/{unit}"))
            .Where(line => line.Length > 0 && char.IsAsciiLetter(line[0]) && line.Contains('='))
            .Select(line => line[..line.IndexOf('=')]).Distinct(StringComparer.Ordinal),
    ];
}
