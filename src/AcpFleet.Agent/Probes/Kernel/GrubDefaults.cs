using AcpFleet.Agent.Probes.Shell;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// The variables of /etc/default/grub and its drop-ins, sourced in order as grub-mkconfig does: a drop-in of a cloud
/// image adds to what stood there (<c>GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX console=ttyS0"</c>).
/// </summary>
internal sealed class GrubDefaults
{
    private const string Always = "GRUB_CMDLINE_LINUX";
    private const string Normal = "GRUB_CMDLINE_LINUX_DEFAULT";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>The last file that said something about the command line; null: none did.</summary>
    internal string? LastSource { get; private set; }

    /// <summary>The command line that a normal (not recovery) entry gets.</summary>
    internal string CommandLine =>
        FactText.Line($"{_variables.GetValueOrDefault(Always)} {_variables.GetValueOrDefault(Normal)}".AsSpan().Trim());

    /// <exception cref="ShellSyntaxException">A quote of the file is not closed.</exception>
    internal void Apply(string path, string text)
    {
        var before = (_variables.GetValueOrDefault(Always), _variables.GetValueOrDefault(Normal));
        ShellAssignments.Apply(text, _variables, expand: true);
        if (before != (_variables.GetValueOrDefault(Always), _variables.GetValueOrDefault(Normal)))
            LastSource = path;
    }
}
