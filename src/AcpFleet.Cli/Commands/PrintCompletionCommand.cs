using System.CommandLine;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet completion bash|zsh|fish</c>: the scripts ask the program itself, so they never go out of date.</summary>
internal sealed class PrintCompletionCommand : CliCommand
{
    private const string Bash = """
        # bash completion for acpfleet; source it from ~/.bashrc or put it into /etc/bash_completion.d/
        _acpfleet() {
            local IFS=$'\n'
            COMPREPLY=( $(compgen -W "$(acpfleet "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _acpfleet acpfleet
        """;

    private const string Zsh = """
        #compdef acpfleet
        # zsh completion for acpfleet; put it as _acpfleet into a directory of $fpath
        _acpfleet() {
            local -a suggestions
            suggestions=("${(@f)$(acpfleet "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a suggestions || _files
        }
        compdef _acpfleet acpfleet
        """;

    private const string Fish = """
        # fish completion for acpfleet; put it into ~/.config/fish/completions/acpfleet.fish
        complete -c acpfleet -a '(acpfleet "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish" };

    public PrintCompletionCommand(SessionFactory sessions)
        : base("completion", "Print a script that completes commands and options with the Tab key.", sessions)
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Add(_shell);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("source <(acpfleet completion bash)", "for this shell"),
        ("acpfleet completion fish > ~/.config/fish/completions/acpfleet.fish", "for every fish shell"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        session.Environment.Out.WriteLine(parsed.GetRequiredValue(_shell) switch
        {
            "zsh" => Zsh,
            "fish" => Fish,
            _ => Bash,
        });
        return Task.FromResult(ExitCode.Success);
    }
}
