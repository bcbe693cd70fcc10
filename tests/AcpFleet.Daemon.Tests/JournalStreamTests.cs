namespace AcpFleet.Daemon.Tests;

public sealed class JournalStreamTests
{
    [Theory]
    [InlineData("9:1234567", "socket:[1234567]", true)]
    [InlineData("9:1234567", "socket:[1234568]", false)]
    [InlineData("9:1234567", "/var/log/agent.log", false)]
    [InlineData("9:1234567", null, false)]
    [InlineData("9:", "socket:[]", false)]
    [InlineData("", "socket:[1]", false)]
    [InlineData(null, "socket:[1]", false)]
    public void Matches_StreamAndDescriptor_OnlyWhereTheyAreOne(string? stream, string? descriptor, bool expected) =>
        JournalStream.Matches(stream, descriptor).ShouldBe(expected);
}
