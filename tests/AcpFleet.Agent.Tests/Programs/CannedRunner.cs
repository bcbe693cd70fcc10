using System.Text;
using AcpFleet.Agent.Programs;

namespace AcpFleet.Agent.Tests.Programs;

/// <summary>A fake runner: answers by the program's name, finds nothing else, and remembers what was asked for.</summary>
internal sealed class CannedRunner : IProgramRunner
{
    private readonly Dictionary<string, Func<ProgramResult>> _answers = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public CannedRunner Answer(string program, string output, int exitCode = 0) =>
        Answer(program, new ProgramResult { Outcome = ProgramOutcome.Exited, ExitCode = exitCode, Output = Encoding.UTF8.GetBytes(output) });

    public CannedRunner Answer(string program, ProgramResult result)
    {
        _answers[program] = () => result;
        return this;
    }

    public Task<ProgramResult> RunAsync(ProgramRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request.ToString());
        return Task.FromResult(_answers.TryGetValue(request.Program, out var answer)
            ? answer()
            : new ProgramResult { Outcome = ProgramOutcome.NotFound });
    }
}
