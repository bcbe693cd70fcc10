using AcpFleet.Agent.Files;
using AcpFleet.Agent.Machine;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Machine;

public sealed class MachineIdentityTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Uuid = "4c4c4544-0044-4d10-8052-b4c04f563632";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_Tree_HasBoth() => Read(Id + "\n", Uuid.ToUpperInvariant() + "\n").ShouldBe(new MachineIdentity(Id, Uuid));

    [Theory]
    [InlineData("uninitialized\n")]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000\n")]
    [InlineData(null)]
    public void Read_MachineIdOfAnUnbootedImage_IsNotKnown(string? machineId) => Read(machineId, Uuid).MachineId.ShouldBeNull();

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF")]
    [InlineData("03000200-0400-0500-0006-000700080009")]
    [InlineData("Not Settable")]
    [InlineData(null)]
    public void Read_UuidThatMeansNothing_IsNotKnown(string? uuid) => Read(Id, uuid).ProductUuid.ShouldBeNull();

    [Fact]
    public void Read_Container_LeavesOutTheUuidOfItsHost()
    {
        Directory.CreateDirectory(_directory["run/systemd"]);
        File.WriteAllText(_directory["run/systemd/container"], "systemd-nspawn");
        Read(Id, Uuid).ShouldBe(new MachineIdentity(Id, null));
    }

    [Theory]
    [InlineData(Id, Uuid, Id, Uuid, true)]
    [InlineData(Id, null, Id, Uuid, true)]
    [InlineData(null, null, Id, Uuid, true)]
    [InlineData(Id, Uuid, null, null, true)]
    [InlineData(Id, Uuid, "ffffffffffffffffffffffffffffffff", Uuid, false)]
    [InlineData(Id, Uuid, Id, "4c4c4544-0044-4d10-8052-b4c04f563633", false)]
    public void DifferenceTo_WhatBothKnow_Decides(string? id, string? uuid, string? otherId, string? otherUuid, bool same) =>
        (new MachineIdentity(id, uuid).DifferenceTo(new MachineIdentity(otherId, otherUuid)) is null).ShouldBe(same);

    [Theory]
    [InlineData(Id, Uuid)]
    [InlineData(Id, null)]
    [InlineData(null, null)]
    public void Parse_OwnText_IsTheSame(string? id, string? uuid)
    {
        var machine = new MachineIdentity(id, uuid);
        MachineIdentity.Parse(machine.ToText()).ShouldBe(machine);
    }

    private MachineIdentity Read(string? machineId, string? uuid)
    {
        Write("etc/machine-id", machineId);
        Write("sys/class/dmi/id/product_uuid", uuid);
        return MachineIdentity.Read(new HostRoot(_directory.Path));
    }

    private void Write(string path, string? text)
    {
        if (text is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[path])!);
        File.WriteAllText(_directory[path], text);
    }
}
