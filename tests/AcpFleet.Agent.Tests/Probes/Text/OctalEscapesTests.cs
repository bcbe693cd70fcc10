using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Tests.Probes.Text;

public sealed class OctalEscapesTests
{
    [Theory]
    [InlineData("/swapfile", "/swapfile")]
    [InlineData("/with\\040blank", "/with blank")]
    [InlineData("/back\\134slash", "/back\\slash")]
    [InlineData("/\\344\\272\\244\\346\\215\\242", "/交换")]
    [InlineData("/short\\04", "/short\\04")]
    [InlineData("/no\\999", "/no\\999")]
    [InlineData("/end\\", "/end\\")]
    [InlineData("/bell\\007", "/bell\uFFFD")]
    public void Decode_Escapes_BecomeTheBytesTheyStandFor(string field, string expected) => OctalEscapes.Decode(field).ShouldBe(expected);
}
