namespace AcpFleet.SystemTests.Field;

/// <summary>A disk of an enrolled node that wakes up in another machine.</summary>
[Collection(FieldCollection.Name)]
public sealed class CloneTests(FieldFleet fleet)
{
    [SkippableFact]
    public async Task Clone_OfANodeWithAJoinFile_BecomesANodeOfItsOwnAndTheFirstGoesOn()
    {
        await fleet.StandAsync();
        var original = fleet.Agents[1];
        var (identity, process) = (await original.IdentityAsync(), await original.ProcessAsync());

        var clone = await fleet.CloneAsync(original, "field-12-clone");

        await clone.ConnectedAsync();
        var view = await fleet.Coordinator.JudgedAsync("field-12-clone", FieldParts.Version);
        view.Address.ShouldBe(clone.Node.Address);
        var own = await clone.IdentityAsync();
        own.ShouldBe($"acpfleet://field/agent/{view.Id}");
        own.ShouldNotBe(identity);
        (await clone.Node.RunAsync("ls", "/var/lib/acpfleet-agent")).ShouldContain("identity.pem.other-machine");
        (await clone.JournalAsync()).ShouldContain(line => line.Priority == 4 && line.Message.Contains("belongs to another machine", StringComparison.Ordinal));

        (await original.IdentityAsync()).ShouldBe(identity);
        (await original.ProcessAsync()).ShouldBe(process);
        await original.ConnectedAsync();
        identity.ShouldEndWith((await fleet.Coordinator.JudgedAsync(original.Node.Name, FieldParts.Version)).Id);
    }
}
