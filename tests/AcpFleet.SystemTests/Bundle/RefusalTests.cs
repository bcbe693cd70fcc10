namespace AcpFleet.SystemTests.Bundle;

/// <summary>What must not be installed is refused with the reason, before anything of it is written anywhere.</summary>
[Collection(BundleGroup.Name)]
public sealed class RefusalTests(BundleWorkshop workshop)
{
    private const int Untrusted = 3;
    private const int Unfit = 4;

    [SkippableTheory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("busybox ash")]
    public async Task Install_DamagedOrForeignBundles_AreRefusedWithTheReason(string shell)
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var (script, manifest, payload) = (0, bundle.ScriptSize, bundle.ScriptSize + bundle.ManifestSize);
        var end = payload + bundle.PayloadSize;
        var cases = new (string File, string Options, int Code, string Reason)[]
        {
            (Changed("payload-changed", bundle, payload + (bundle.PayloadSize / 2)), $"--key {workshop.PublicKey}", Untrusted, "the files in it were changed or damaged"),
            (Changed("manifest-changed", bundle, manifest + 30), $"--key {workshop.PublicKey}", Untrusted, "its script or manifest was changed"),
            (Changed("script-changed", bundle, script + 200), $"--key {workshop.PublicKey}", Untrusted, "its script or manifest was changed"),
            (Changed("signature-changed", bundle, end + 60), $"--key {workshop.PublicKey}", Untrusted, "signature"),
            (Changed("padding-changed", bundle, bundle.Bytes.Length - 2), $"--key {workshop.PublicKey}", Untrusted, "the signature at the end of"),
            (Put("cut-off", bundle.Bytes[..^1]), $"--key {workshop.PublicKey}", Untrusted, "is cut off: it has"),
            (Put("cut-short", bundle.Bytes[..5000]), $"--key {workshop.PublicKey}", Untrusted, "is cut off: it has 5000 of"),
            (Put("too-long", [.. bundle.Bytes, 0]), $"--key {workshop.PublicKey}", Untrusted, "1 more than a bundle of its kind has"),
            (Put("nothing", []), $"--key {workshop.PublicKey}", Untrusted, "is not an AcpFleet bundle"),
            (workshop.Bundle, $"--key {workshop.OtherPublicKey}", Untrusted, "it is signed by another key, SHA256:"),
            (workshop.Bundle, "", Untrusted, "no key is trusted here yet"),
            (workshop.Bundle, $"--fingerprint SHA256:{new string('0', 64)}", Untrusted, "does not have the fingerprint"),
            (workshop.Bundle, $"--sha256 {new string('0', 64)}", Untrusted, "does not have the digest given with --sha256"),
            (workshop.Bundle, "--fingerprint SHA256:12", 2, "64 hexadecimal digits"),
        };

        var steps = await workshop.Room.RunAsync(
            [.. cases.Select(one => $"{shell} {workshop.TrustedScript} --bundle {one.File} {one.Options} --agent --yes")]);

        foreach (var (step, expected) in steps.Zip(cases))
        {
            step.ExitCode.ShouldBe(expected.Code, step.ToString());
            step.Output.ShouldContain(expected.Reason, Case.Sensitive, step.ToString());
            step.Changes.ShouldBeEmpty(step.ToString());
        }
    }

    [SkippableFact]
    public async Task Install_AnyByteChanged_IsRefusedAndWritesNothing()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var trailer = bundle.Bytes.Length - 128;
        // Around every border, all through the trailer, and at random; the seed is printed with a failure.
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var positions = new[] { 0, bundle.ScriptSize, bundle.ScriptSize + bundle.ManifestSize, trailer, bundle.Bytes.Length }
            .SelectMany(border => new[] { border - 1, border, border + 1 })
            .Concat(Enumerable.Range(0, 32).Select(i => trailer + (i * 4)))
            .Concat(Enumerable.Range(0, 20).Select(_ => random.Next(bundle.ScriptSize)))
            .Concat(Enumerable.Range(0, 20).Select(_ => bundle.ScriptSize + random.Next(bundle.ManifestSize)))
            .Concat(Enumerable.Range(0, 20).Select(_ => bundle.ScriptSize + bundle.ManifestSize + random.Next(bundle.PayloadSize)))
            .Where(position => position >= 0 && position < bundle.Bytes.Length).Distinct().ToList();

        var steps = await workshop.Room.RunAsync(
            [.. positions.Select(position => $"sh {workshop.TrustedScript} --bundle {Changed($"byte-{position}", bundle, position)} --key {workshop.PublicKey} --agent --yes")]);

        ShouldAllBeUntrusted(steps, seed);
    }

    [SkippableFact]
    public async Task Install_CutOffAnywhere_IsRefusedAndWritesNothing()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var lengths = Enumerable.Range(0, 20).Select(_ => random.Next(bundle.Bytes.Length))
            .Concat([0, 1, 12, 80, bundle.ScriptSize, bundle.ScriptSize + bundle.ManifestSize, bundle.Bytes.Length - 128, bundle.Bytes.Length - 1]).Distinct().ToList();

        var steps = await workshop.Room.RunAsync(
            [.. lengths.Select(length => $"sh {workshop.TrustedScript} --bundle {Put($"length-{length}", bundle.Bytes[..length])} --key {workshop.PublicKey} --agent --yes")]);

        ShouldAllBeUntrusted(steps, seed);
    }

    [SkippableFact]
    public async Task Install_ItselfCutOff_WritesNothing()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        int[] lengths = [100, 2000, bundle.ScriptSize / 2, bundle.ScriptSize - 20, bundle.ScriptSize, bundle.ScriptSize + 100, bundle.Bytes.Length - 1];

        var steps = await workshop.Room.RunAsync(
            [.. lengths.SelectMany(length => new[] { "dash", "bash", "busybox ash" }, (length, shell) => $"{shell} {Put($"own-{length}", bundle.Bytes[..length])} --key {workshop.PublicKey} --agent --yes")]);

        // Cut inside the script there is nobody left to complain: the shell finds no command, or no end of one.
        foreach (var step in steps)
            step.Changes.ShouldBeEmpty(step.ToString());
        steps.TakeLast(3).ShouldAllBe(step => step.ExitCode == Untrusted && step.Output.Contains("is cut off", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Install_OnAnotherArchitecture_IsRefused()
    {
        workshop.Need();

        var step = (await workshop.Room.RunAsync($"setarch i686 sh {workshop.Bundle} --key {workshop.PublicKey} --agent --yes"))[0];

        step.ExitCode.ShouldBe(Unfit, step.ToString());
        step.Output.ShouldContain("it is for x86_64 and this machine is i686");
        step.Changes.ShouldBeEmpty(step.ToString());
    }

    [SkippableFact]
    public async Task Install_WhereTemporaryFilesAreNotSafe_IsRefused()
    {
        workshop.Need();

        var steps = await workshop.Room.RunAsync(
            "mkdir -m 0777 /srv/open",
            $"TMPDIR=/srv/open sh {workshop.Bundle} --key {workshop.PublicKey} --agent --yes");

        steps[1].ExitCode.ShouldBe(Unfit, steps[1].ToString());
        steps[1].Output.ShouldContain("no sticky bit");
        steps[1].Changes.ShouldBeEmpty(steps[1].ToString());
    }

    private static void ShouldAllBeUntrusted(IReadOnlyList<RoomStep> steps, int seed)
    {
        foreach (var step in steps)
        {
            step.ExitCode.ShouldBe(Untrusted, $"seed {seed}: {step}");
            step.Changes.ShouldBeEmpty($"seed {seed}: {step}");
        }
    }

    private string Changed(string name, BuiltBundle bundle, int position)
    {
        var bytes = (byte[])bundle.Bytes.Clone();
        bytes[position] ^= 0x04;
        return Put(name, bytes);
    }

    private string Put(string name, byte[] bytes)
    {
        var path = workshop.In(name + ".run");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
