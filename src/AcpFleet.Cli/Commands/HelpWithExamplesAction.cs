using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AcpFleet.Cli.Commands;

/// <summary>--help: the library's own, then examples, and for the root the exit codes and what to start with.</summary>
internal sealed class HelpWithExamplesAction(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is CliCommand { Examples: { Count: > 0 } examples })
            WriteExamples(output, examples);
        else if (parseResult.CommandResult.Command is RootCommand)
            WriteRoot(output);
        return ExitCode.Success;
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<(string Line, string Purpose)> examples)
    {
        output.WriteLine("Examples:");
        var width = examples.Where(example => example.Line.Length <= 48).Select(example => example.Line.Length).DefaultIfEmpty(0).Max();
        foreach (var (line, purpose) in examples)
        {
            if (line.Length <= 48)
            {
                output.WriteLine($"  {line.PadRight(width)}  # {purpose}");
            }
            else
            {
                output.WriteLine($"  # {purpose}");
                output.WriteLine($"  {line}");
            }
        }

        output.WriteLine();
    }

    private static void WriteRoot(TextWriter output)
    {
        output.WriteLine("""
            Start here:
              acpfleet quickstart        # everything on this machine: is it fit for the installation?

            Exit codes:
              0    done; where a verdict was asked for: ready
              1    not ready
              2    the command line, a file or a name is wrong
              3    the coordinator cannot be reached or trusted, or refused
              4    something on this machine failed: a file, a program, the disk
              130  interrupted with Ctrl-C

            """);
    }
}
