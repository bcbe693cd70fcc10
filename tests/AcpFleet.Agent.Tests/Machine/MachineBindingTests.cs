using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Machine;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Machine;

public sealed class MachineBindingTests : IDisposable
{
    private static readonly MachineIdentity Here = new(new string('1', 32), "4c4c4544-0044-4d10-8052-b4c04f563632");
    private static readonly MachineIdentity There = new(new string('2', 32), null);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Ensure_StateFromBeforeTheNote_IsBoundAndKept()
    {
        Put("identity.pem", "key");
        Ensure(Here).ShouldBeNull();
        Text("identity.pem").ShouldBe("key");
        Text("machine").ShouldBe(Here.ToText());
        Ensure(Here).ShouldBeNull();
        MachineBinding.DifferenceTo(_directory.Path, There).ShouldNotBeNull();
    }

    [Fact]
    public void Ensure_OnAnotherMachine_MovesEverythingOfTheFirstAside()
    {
        Ensure(Here);
        Put("identity.pem", "key");
        Put("enrolling-key.pem", "half");
        Put("acknowledged", "digests");
        Put("spool/00000000000000000001.report", "report");
        File.SetUnixFileMode(_directory["identity.pem"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Ensure(There).ShouldNotBeNull().ShouldContain("mv identity.pem.other-machine identity.pem");
        Text("identity.pem.other-machine").ShouldBe("key");
        File.GetUnixFileMode(_directory["identity.pem.other-machine"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Text("enrolling-key.pem.other-machine").ShouldBe("half");
        Text("acknowledged.other-machine").ShouldBe("digests");
        Text("spool.other-machine/00000000000000000001.report").ShouldBe("report");
        foreach (var name in (string[])["identity.pem", "enrolling-key.pem", "acknowledged", "spool"])
            Path.Exists(_directory[name]).ShouldBeFalse(name);
        Ensure(There).ShouldBeNull("it is this machine's now");
    }

    [Fact]
    public void Ensure_AfterACrashInTheMiddle_FinishesTheMove()
    {
        Ensure(Here);
        Put("identity.pem.other-machine", "key");
        Put("spool/1.report", "report");
        Put("spool.other-machine/0.report", "older still");

        Ensure(There).ShouldNotBeNull();
        Text("identity.pem.other-machine").ShouldBe("key");
        Text("spool.other-machine/1.report").ShouldBe("report");
        File.Exists(_directory["spool.other-machine/0.report"]).ShouldBeFalse();
    }

    [Fact]
    public void Ensure_WhatBecomesReadableLater_IsBoundToo()
    {
        Ensure(Here with { ProductUuid = null });
        Ensure(Here);
        Ensure(Here with { ProductUuid = "4c4c4544-0044-4d10-8052-b4c04f563633" }).ShouldNotBeNull();
    }

    private string? Ensure(MachineIdentity machine)
    {
        using var state = StateDirectory.Open(_directory.Path);
        return MachineBinding.Ensure(state, machine);
    }

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[name])!);
        File.WriteAllText(_directory[name], text);
    }

    private string Text(string name) => File.ReadAllText(_directory[name]);
}
