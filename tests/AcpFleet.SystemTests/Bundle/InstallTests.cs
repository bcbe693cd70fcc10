namespace AcpFleet.SystemTests.Bundle;

/// <summary>From a bundle to installed packages in a Debian 11 tree, with dpkg and with rpm, and again, and back.</summary>
[Collection(BundleGroup.Name)]
public sealed class InstallTests(BundleWorkshop workshop)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Unfit = 4;

    /// <summary>Debian's rpm installs only when told that it may.</summary>
    private const string AllowRpm = "echo 'rpm alias --oldpackage --oldpackage --force-debian' > /root/.popt && rpm -qa";

    [SkippableTheory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("busybox ash")]
    public async Task Install_FirstAgainOlderNewer_DoesWhatItSays(string shell)
    {
        workshop.Need();
        await File.WriteAllTextAsync(workshop.In("join.yaml"), "coordinator: 192.0.2.10:7443\n");
        await File.WriteAllTextAsync(workshop.In("coordinator.json"), "{}\n");

        var steps = await workshop.Room.RunAsync(
            $"{shell} {workshop.Bundle} --key {workshop.PublicKey} --agent --coordinator --dry-run",
            $"{shell} {workshop.Bundle} --key {workshop.PublicKey} --agent",
            $"{shell} {workshop.Bundle} --key {workshop.PublicKey} --agent --coordinator --yes --join-file {workshop.In("join.yaml")} --config {workshop.In("coordinator.json")}",
            $"{shell} {workshop.Bundle} --agent --coordinator --yes --join-file {workshop.In("join.yaml")}",
            $"{shell} {workshop.Older} --agent --yes",
            $"{shell} {workshop.Older} --agent --yes --allow-downgrade",
            "cat /usr/share/acpfleet-agent/version",
            $"{shell} /usr/local/sbin/acpfleet-bundle --bundle {workshop.Newer} --agent --coordinator --yes",
            "cat /usr/share/acpfleet-agent/version",
            "rm /usr/share/acpfleet-agent/version",
            $"{shell} {workshop.Newer} --agent --yes",
            "stat -c '%a %U' /etc/acpfleet-agent/join.yaml /etc/acpfleet/release-keys/*.pem; cat /var/log/acpfleet-install.log");

        steps[0].ShouldSatisfyAllConditions(
            step => step.ExitCode.ShouldBe(Done, step.ToString()),
            step => step.Output.ShouldContain("to do: install acpfleet-agent 0.2.0"),
            step => step.Output.ShouldContain("dry run: nothing was changed"),
            step => step.Changes.ShouldBeEmpty(step.ToString()));
        steps[1].ExitCode.ShouldBe(2, steps[1].ToString());
        steps[1].Output.ShouldContain("say --yes");
        steps[1].Changes.ShouldBeEmpty(steps[1].ToString());
        steps[2].ExitCode.ShouldBe(Done, steps[2].ToString());
        steps[2].Output.ShouldContain("done: acpfleet-coordinator 0.2.0");
        steps[2].Output.ShouldContain("done: /etc/acpfleet-agent/join.yaml");
        steps[3].ExitCode.ShouldBe(Done, steps[3].ToString());
        steps[3].Output.ShouldContain("already right: acpfleet-agent 0.2.0");
        steps[3].Output.ShouldContain("already right: /etc/acpfleet-agent/join.yaml");
        steps[3].Changes.ShouldAllBe(change => change.Contains("/var/log/acpfleet-install.log ", StringComparison.Ordinal), steps[3].ToString());
        steps[4].ExitCode.ShouldBe(Unfit, steps[4].ToString());
        steps[4].Output.ShouldContain("older than the installed 0.2.0");
        steps[4].Changes.ShouldBeEmpty(steps[4].ToString());
        steps[5].ExitCode.ShouldBe(Done, steps[5].ToString());
        steps[6].Output.ShouldBe("0.1.9\n");
        steps[7].ExitCode.ShouldBe(Done, steps[7].ToString());
        steps[7].Output.ShouldContain("to do: upgrade acpfleet-agent from 0.1.9 to 0.10.0");
        steps[7].Output.ShouldContain("to do: upgrade acpfleet-coordinator from 0.2.0 to 0.10.0");
        steps[8].Output.ShouldBe("0.10.0\n");
        steps[10].ExitCode.ShouldBe(Done, steps[10].ToString());
        steps[10].Output.ShouldContain("again, some of its files were changed");
        steps[11].Output.ShouldStartWith("600 root\n644 root\n");
        steps[11].Output.ShouldContain("done: acpfleet-agent 0.1.9");
    }

    [SkippableFact]
    public async Task Install_ByRpm_DoesWhatItSays()
    {
        workshop.Need();

        var steps = await workshop.Room.RunAsync(
            AllowRpm,
            $"sh {workshop.Bundle} --key {workshop.PublicKey} --package-manager rpm --agent --yes",
            $"sh {workshop.Bundle} --package-manager rpm --agent --yes",
            $"sh {workshop.Older} --package-manager rpm --agent --yes",
            $"sh {workshop.Older} --package-manager rpm --agent --yes --allow-downgrade",
            $"sh {workshop.Newer} --package-manager rpm --agent --coordinator --yes",
            "rpm -qa | sort");

        steps[1].ExitCode.ShouldBe(Done, steps[1].ToString());
        steps[1].Output.ShouldContain("done: acpfleet-agent 0.2.0");
        steps[2].ExitCode.ShouldBe(Done, steps[2].ToString());
        steps[2].Output.ShouldContain("already right: acpfleet-agent 0.2.0");
        steps[3].ExitCode.ShouldBe(Unfit, steps[3].ToString());
        steps[4].ExitCode.ShouldBe(Done, steps[4].ToString());
        steps[5].ExitCode.ShouldBe(Done, steps[5].ToString());
        steps[6].Output.ShouldContain("acpfleet-agent-0.10.0-1.x86_64");
    }

    [SkippableFact]
    public async Task Install_DependencyMissing_NamesItAndChangesNothing()
    {
        workshop.Need();
        var bundle = await workshop.MakeAsync("0.2.1", "absent-library (>= 3), libc6 (>= 99) | absent-too", place: "needs");
        var rpm = await workshop.MakeAsync("0.2.2", "absent-library", place: "needs");

        var steps = await workshop.Room.RunAsync(
            $"sh {bundle} --key {workshop.PublicKey} --agent --yes",
            AllowRpm,
            $"sh {rpm} --key {workshop.PublicKey} --package-manager rpm --agent --yes");

        steps[0].ExitCode.ShouldBe(Unfit, steps[0].ToString());
        steps[0].Output.ShouldContain("absent-library (>= 3);");
        steps[0].Output.ShouldContain("libc6 (>= 99) | absent-too");
        steps[0].Changes.ShouldBeEmpty(steps[0].ToString());
        steps[2].ExitCode.ShouldBe(Unfit, steps[2].ToString());
        steps[2].Output.ShouldContain("absent-library is needed by acpfleet-agent-0.2.2-1.x86_64");
        steps[2].Changes.ShouldAllBe(change => change.Contains("/.rpmdb", StringComparison.Ordinal), steps[2].ToString());
    }

    [SkippableFact]
    public async Task Install_PackageFails_SaysTheStateAndGoesOnLater()
    {
        workshop.Need();
        var bundle = await workshop.MakeAsync("0.2.3", agentPostinst: "test -e /srv/cause-mended", place: "fails");

        var steps = await workshop.Room.RunAsync(
            $"sh {bundle} --key {workshop.PublicKey} --agent --yes",
            "touch /srv/cause-mended",
            $"sh {bundle} --key {workshop.PublicKey} --agent --yes",
            "dpkg-query -W -f='${db:Status-Abbrev}' acpfleet-agent");

        steps[0].ExitCode.ShouldBe(Failed, steps[0].ToString());
        steps[0].Output.ShouldContain("acpfleet-agent 0.2.3-1 (half-configured)");
        steps[2].ExitCode.ShouldBe(Done, steps[2].ToString());
        steps[3].Output.ShouldBe("ii ");
    }

    [SkippableFact]
    public async Task Extract_Bundle_GivesTheFilesThatTarAndOpensslFindInIt()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var start = bundle.ScriptSize + bundle.ManifestSize;

        // What the documents tell to people who do not want to trust the script.
        var steps = await workshop.Room.RunAsync(
            $"sh {workshop.Bundle} --key {workshop.PublicKey} --extract /srv/a",
            $"mkdir /srv/b && tail -c +{start + 1} {workshop.Bundle} | head -c {bundle.PayloadSize} | tar -x -C /srv/b && diff -r /srv/a /srv/b",
            "cd /srv/a && sha256sum -c --quiet SHA256SUMS",
            $"tail -c 128 {workshop.Bundle} | cut -d ' ' -f 2 | base64 -d > /srv/signature && head -c -128 {workshop.Bundle} | openssl dgst -sha256 -verify {workshop.PublicKey} -signature /srv/signature",
            $"sh {workshop.Bundle} --sha256 $(sha256sum {workshop.Bundle} | cut -c1-64) --list",
            $"sh {workshop.Bundle} --key {workshop.PublicKey} --verify --lang zh",
            $"sh {workshop.Bundle} --key {workshop.PublicKey} --extract /srv/a");

        steps.Take(6).ShouldAllBe(step => step.ExitCode == Done);
        steps[3].Output.ShouldBe("Verified OK\n");
        steps[4].Output.ShouldContain("packages/acpfleet-agent_0.2.0-1_amd64.deb");
        steps[5].Output.ShouldContain("已校验");
        steps[6].ExitCode.ShouldBe(2, steps[6].ToString());
        steps[6].Output.ShouldContain("it exists");
    }

    [SkippableFact]
    public async Task Build_Twice_DiffersInTheSignatureAlone()
    {
        workshop.Need();

        var again = await BuiltBundle.BuildAsync(workshop.In("packages-out-0.2.0"), "0.2.0", workshop.Key, workshop.In("again"));

        var (first, second) = (BuiltBundle.Read(workshop.Bundle).Bytes, BuiltBundle.Read(again).Bytes);
        second[..^128].SequenceEqual(first[..^128]).ShouldBeTrue();
    }
}
