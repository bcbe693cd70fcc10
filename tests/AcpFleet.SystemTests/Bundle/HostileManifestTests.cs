using System.Globalization;
using System.Security.Cryptography;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>
/// A bundle that a trusted key has signed and that means harm all the same: what it names is refused, and nothing is
/// written outside. Its own script is not run; the one that the node trusts reads it as data.
/// </summary>
[Collection(BundleGroup.Name)]
public sealed class HostileManifestTests(BundleWorkshop workshop)
{
    private const int Untrusted = 3;

    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData("x"u8));

    [SkippableFact]
    public async Task Extract_HostileManifests_AreRefusedAndWriteNothing()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var head = string.Concat(bundle.Manifest.Split('\n').Take(7).Select(line => line + "\n"));
        string File(string name, string size = "1", string place = "512", string mode = "0644") => $"file {Digest} {size} {place} {mode} {name}\n";
        var many = string.Concat(Enumerable.Range(0, 500).Select(i => File($"f{i}", place: $"{i.ToString(CultureInfo.InvariantCulture)}")));
        var cases = new (string Name, string Manifest, string Reason)[]
        {
            ("parent", head + File("../outside"), "a name that is not allowed"),
            ("parent-inside", head + File("packages/../../outside"), "a name that is not allowed"),
            ("dot", head + File("./a"), "a name that is not allowed"),
            ("hidden", head + File(".profile"), "a name that is not allowed"),
            ("absolute", head + File("/etc/outside"), "a name that is not allowed"),
            ("twice-slash", head + File("a//b"), "a name that is not allowed"),
            ("option", head + File("-rf"), "a name that is not allowed"),
            ("command", head + File("$(touch${IFS}/outside)"), "a name that is not allowed"),
            ("glob", head + File("*"), "a name that is not allowed"),
            ("quote", head + File("a'b"), "a name that is not allowed"),
            ("backslash", head + File("a\\b"), "a name that is not allowed"),
            ("long", head + File(new string('a', 161)), "a name that is not allowed"),
            ("deep", head + File("a/b/c/d/e"), "more than four levels"),
            ("blank", head + File("a b"), "is not a file of six fields"),
            ("newline", head + File("a\nb"), "is not a file of six fields"),
            ("carriage-return", head + File("a\rb"), "no plain text"),
            ("nul", head + File("a\0b"), "no plain text"),
            ("not-ascii", head + File("aéb"), "no plain text"),
            ("escape", head + File("a\u001b[2Jb"), "no plain text"),
            ("same-name", head + File("a") + File("a", place: "1024"), "names a again"),
            ("file-as-directory", head + File("a") + File("a/b", place: "1024"), "uses a file as a directory"),
            ("directory-as-file", head + File("a/b") + File("a", place: "1024"), "names a again"),
            ("setuid", head + File("a", mode: "4755"), "a wrong digest, size, place or mode"),
            ("world-writable", head + File("a", mode: "0777"), "a wrong digest, size, place or mode"),
            ("octal", head + File("a", size: "010"), "a wrong digest, size, place or mode"),
            ("negative", head + File("a", size: "-1"), "a wrong digest, size, place or mode"),
            ("arithmetic", head + File("a", size: "1+1"), "a wrong digest, size, place or mode"),
            ("huge", head + File("a", size: "9999999999"), "reaches beyond its place"),
            ("too-huge", head + File("a", size: "99999999999999999999"), "a wrong digest, size, place or mode"),
            ("beyond", head + File("a", place: $"{bundle.PayloadSize}"), "reaches beyond its place"),
            ("overlap", head + File("a", size: "100") + File("b", place: "600"), "reaches beyond its place"),
            ("bomb", head + many, "is one file too many"),
            ("empty", head, "names no file"),
            ("no-version", head.Replace("version 0.2.0", "version ../../x", StringComparison.Ordinal) + File("a"), "has no version"),
            ("format", head.Replace("acpfleet-manifest 1", "acpfleet-manifest 2", StringComparison.Ordinal) + File("a"), "is not that of format 1"),
        };
        var lines = new List<string>();
        foreach (var one in cases)
            lines.Add($"sh {workshop.TrustedScript} --bundle {await bundle.RemakeAsync(workshop.In(one.Name + ".run"), workshop.Key, one.Manifest, bundle.Payload)} --key {workshop.PublicKey} --extract /srv/out");

        var steps = await workshop.Room.RunAsync(lines);

        foreach (var (step, one) in steps.Zip(cases))
        {
            step.ExitCode.ShouldBe(Untrusted, step.ToString());
            step.Output.ShouldContain(one.Reason, Case.Sensitive, step.ToString());
            step.Changes.ShouldBeEmpty(step.ToString());
        }
    }

    [SkippableFact]
    public async Task Extract_HostileTarBelowAnHonestManifest_IsNeverReadAsTar()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        // Made by tar's own rules: a link out of the tree and a file through it, a hard link, a device, a pipe, a setuid file,
        // an absolute name, a parent, a name in a long-name header. The manifest names one harmless range in it.
        var made = workshop.In("hostile.tar");
        var (exitCode, output) = await TestKit.Processes.TestProcess.RunAsync(null, ["python3"], "-c", $$"""
            import io, tarfile
            with tarfile.open("{{made}}", "w", format=tarfile.GNU_FORMAT) as tar:
                def add(name, kind=tarfile.REGTYPE, link="", mode=0o644, data=b""):
                    info = tarfile.TarInfo(name)
                    info.type, info.linkname, info.mode, info.size = kind, link, mode, len(data)
                    info.devmajor, info.devminor = 1, 3
                    tar.addfile(info, io.BytesIO(data))
                add("harmless", data=b"x")
                add("link", tarfile.SYMTYPE, "/etc")
                add("link/outside", data=b"x")
                add("hard", tarfile.LNKTYPE, "/etc/passwd")
                add("device", tarfile.CHRTYPE)
                add("pipe", tarfile.FIFOTYPE)
                add("setuid", mode=0o4755, data=b"x")
                add("/etc/outside", data=b"x")
                add("../outside", data=b"x")
                add("a/" * 120 + "deep", data=b"x")
                add("harmless", data=b"y")
            """);
        exitCode.ShouldBe(0, output);
        var payload = await File.ReadAllBytesAsync(made);
        var head = string.Concat(bundle.Manifest.Split('\n').Take(6).Select(line => line + "\n")) + $"payload {Convert.ToHexStringLower(SHA256.HashData(payload))}\n";
        var honest = await bundle.RemakeAsync(workshop.In("hostile-tar.run"), workshop.Key, $"{head}file {Digest} 1 512 0644 harmless\n", payload);
        var wrongDigest = await bundle.RemakeAsync(workshop.In("wrong-digest.run"), workshop.Key, $"{head}file {Digest} 1 513 0644 harmless\n", payload);

        var steps = await workshop.Room.RunAsync(
            $"sh {workshop.TrustedScript} --bundle {honest} --key {workshop.PublicKey} --extract /srv/out",
            $"sh {workshop.TrustedScript} --bundle {wrongDigest} --key {workshop.PublicKey} --extract /srv/other");

        steps[0].ExitCode.ShouldBe(0, steps[0].ToString());
        steps[0].Changes.Where(change => change.StartsWith('+')).Select(change => change.Split(' ')[1])
            .ShouldBe(["/srv", "/srv/out", "/srv/out/harmless"], ignoreOrder: true, steps[0].ToString());
        steps[1].ExitCode.ShouldBe(Untrusted, steps[1].ToString());
        steps[1].Output.ShouldContain("does not have the digest of the signed manifest");
        steps[1].Changes.ShouldNotContain(change => change.Contains("/srv/other", StringComparison.Ordinal), steps[1].ToString());
    }
}
