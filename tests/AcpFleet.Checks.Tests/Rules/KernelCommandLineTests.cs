using AcpFleet.Checks.Rules;

namespace AcpFleet.Checks.Tests.Rules;

public sealed class KernelCommandLineTests
{
    [Theory]
    [InlineData("p=never", "never")]
    [InlineData("ro p=never quiet", "never")]
    [InlineData("p=a p=b", "b")]
    [InlineData("p", "")]
    [InlineData("p=", "")]
    [InlineData("xp=never px=never", null)]
    [InlineData("p.q=never", null)]
    [InlineData("\"p=never\"", "never")]
    [InlineData("p=\"never\"", "never")]
    [InlineData("x=\"a p=never b\"", null)]
    [InlineData("x=\"a b\" p=never", "never")]
    [InlineData("ro -- p=never", null)]
    [InlineData("", null)]
    [InlineData("\tp=never\n", "never")]
    public void Value_Parameter_IsAsTheKernelReadsIt(string line, string? value) => KernelCommandLine.Value(line, "p").ShouldBe(value);
}
