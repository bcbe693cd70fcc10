using AcpFleet.Agent.Probes.Kernel;

namespace AcpFleet.Agent.Tests.Probes.Kernel;

public sealed class BootTextTests
{
    [Fact]
    public void GrubEnvironmentParse_Block_GivesVariablesWithEscapesUndone()
    {
        var text = "# GRUB Environment Block\nsaved_entry=0\nkernelopts=root=/dev/sda1 ro quiet\nodd=a\\\\b\\\nc\n####";

        var variables = GrubEnvironment.Parse(text)!;

        variables.ShouldBe(new Dictionary<string, string> { ["saved_entry"] = "0", ["kernelopts"] = "root=/dev/sda1 ro quiet", ["odd"] = "a\\b\uFFFDc" });
    }

    [Fact]
    public void GrubEnvironmentParse_AnythingElse_IsNull() => GrubEnvironment.Parse("kernelopts=root=/dev/sda1\n").ShouldBeNull();

    [Fact]
    public void GrubMenuParse_Entries_CarryTheirTitle()
    {
        const string menu = """
            menuentry 'Ubuntu' --class ubuntu {
            	linux	/boot/vmlinuz-5.15.0 root=UUID=1 ro  quiet splash $vt_handoff
            }
            submenu 'Advanced options' {
            	menuentry "It's the other" {
            		linux16 /vmlinuz ro recovery
            		initrd16 /initrd
            	}
            	menuentry Bare {
            		linuxefi /vmlinuz
            	}
            }
            # linux /commented ro
            """;

        var entries = GrubMenu.Parse(menu, new GrubVariables());

        entries.ShouldBe(
        [
            new GrubMenu.Entry("Ubuntu", "root=UUID=1 ro  quiet splash $vt_handoff"),
            new GrubMenu.Entry("It's the other", "ro recovery"),
            new GrubMenu.Entry("Bare", ""),
        ]);
    }

    [Fact]
    public void GrubMenuParse_VariablesOfTheMenu_ArePutIn()
    {
        var entries = GrubMenu.Parse("set tuned_params=\"isolcpus=1 transparent_hugepage=never\"\nlinux /v ro $tuned_params\nlinux /v ${tuned_params}x\n", new GrubVariables());

        entries.Select(entry => entry.CommandLine).ShouldBe(["ro isolcpus=1 transparent_hugepage=never", "isolcpus=1 transparent_hugepage=neverx"]);
    }

    [Theory]
    [InlineData("title A B\nversion 1\noptions root=/dev/sda1 ro\n", "A B", "root=/dev/sda1 ro")]
    [InlineData("version 4.18\noptions a b\noptions c\n", "4.18", "a b c")]
    [InlineData("# options x\ntitle T\n", "T", null)]
    [InlineData("options\t$kernelopts $tuned_params\n", null, "$kernelopts $tuned_params")]
    [InlineData("optionsx y\n", null, null)]
    public void LoaderEntryParse_Lines_ByTheirFirstWord(string text, string? title, string? options) =>
        LoaderEntry.Parse(text).ShouldBe(new LoaderEntry(title, options));

    [Fact]
    public void GrubVariablesExpand_EnvironmentKnown_UnsetIsNothingInAnEntry()
    {
        var variables = new GrubVariables();
        variables.Set("kernelopts", "fallback");
        variables.AddEnvironment(new Dictionary<string, string> { ["kernelopts"] = "root=/dev/sda1 ro" });

        variables.Expand("$kernelopts $tuned_params", dropUnknown: true).ShouldBe("root=/dev/sda1 ro");
        variables.Expand("$kernelopts $tuned_params", dropUnknown: false).ShouldBe("root=/dev/sda1 ro $tuned_params");
    }

    [Fact]
    public void GrubVariablesExpand_EnvironmentUnreadable_UnsetStaysToBeSeen()
    {
        var variables = new GrubVariables { EnvironmentKnown = false };

        variables.Expand("$kernelopts ro", dropUnknown: true).ShouldBe("$kernelopts ro");
    }

    [Theory]
    [InlineData("cost $5 and $ and ${ and ${x", "cost $5 and $ and ${ and ${x")]
    [InlineData("$a$a", "11")]
    public void GrubVariablesExpand_WhatIsNoVariable_Stays(string line, string expected)
    {
        var variables = new GrubVariables();
        variables.Set("a", "1");

        variables.Expand(line, dropUnknown: true).ShouldBe(expected);
    }

    [Theory]
    [InlineData("always madvise [never]\n", "never")]
    [InlineData("[always] madvise never", "always")]
    [InlineData("always madvise never", null)]
    [InlineData("[]", null)]
    [InlineData("]x[", null)]
    [InlineData("", null)]
    public void BracketedWord_ChoiceFile_GivesTheChoice(string text, string? expected) => KernelProbe.BracketedWord(text).ShouldBe(expected);
}
