namespace AcpFleet.SystemTests.Packages;

/// <summary>The maintainer scripts run on customers' nodes, whatever their shell.</summary>
public sealed class ScriptletTests
{
    public static TheoryData<string, string, string> Scripts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var name in BuiltPackages.Names)
            {
                foreach (var script in (string[])["preinst", "postinst", "prerm", "postrm"])
                    data.Add(name, "deb", script);
                foreach (var script in (string[])["pre", "post", "preun", "postun"])
                    data.Add(name, "rpm", script);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Scripts))]
    public async Task Script_Always_IsPlainPosixShell(string name, string format, string script)
    {
        var text = await BuiltPackages.RunAsync(BuiltPackages.Packaging("scriptlet"), name, format, script);
        using var directory = new TestKit.TemporaryDirectory();
        await File.WriteAllTextAsync(directory["script"], text);

        // Each script uses a part of what they share.
        await BuiltPackages.RunAsync("shellcheck", "--shell=sh", "--exclude=SC2317,SC2034", directory["script"]);
    }
}
