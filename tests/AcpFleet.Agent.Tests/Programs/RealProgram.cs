using System.Text;
using AcpFleet.Agent.Programs;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.Agent.Tests.Programs;

/// <summary>Runs a program of the machine as an oracle.</summary>
internal static class RealProgram
{
    private static readonly ProgramRunner Runner = new(TimeProvider.System);

    /// <summary>What it prints, without the last line end. It must succeed; where it is not installed the test is skipped.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        RequiredPart.NeedProgram(program, $"apt-get install the package that holds {program}");
        var result = await Runner.RunAsync(
            new ProgramRequest { Program = program, Arguments = arguments, TimeLimit = TimeSpan.FromMinutes(1), OutputCap = 64 << 20 }, CancellationToken.None);
        if (!result.Succeeded)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} {result.Describe()}");
        return Encoding.UTF8.GetString(result.Output.Span).TrimEnd('\n');
    }
}
