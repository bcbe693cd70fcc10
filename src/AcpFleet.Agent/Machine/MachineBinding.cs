using System.Text;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Files;

namespace AcpFleet.Agent.Machine;

/// <summary>
/// Binds a state directory to its machine, so that a cloned disk never speaks with the identity of its original. The note
/// is written before the first key; where another machine's is found, everything of that machine is moved aside before
/// anything of it is used. Each step is durable and may be repeated; the note changes last, so a crash anywhere in between
/// is finished by the next start.
/// </summary>
internal static class MachineBinding
{
    public const string FileName = "machine";

    /// <summary>Ends the names of what was moved aside.</summary>
    public const string AsideSuffix = ".other-machine";

    /// <summary>What differs between this machine and the one that the state belongs to; null when it is this one's or nobody's.</summary>
    public static string? DifferenceTo(string stateDirectory, MachineIdentity here) => Kept(stateDirectory)?.DifferenceTo(here);

    /// <summary>Binds the state to this machine. To be called with the directory's lock held.</summary>
    /// <returns>Null, or what was found and done and how to undo it, for people: the state was another machine's.</returns>
    /// <exception cref="IOException">A step failed; nothing of the other machine was used, and the next start goes on.</exception>
    public static string? Ensure(StateDirectory state, MachineIdentity here)
    {
        var kept = Kept(state.Path);
        if (kept?.DifferenceTo(here) is { } difference)
        {
            MoveAside(state);
            Write(state.Path, here);
            return $"the state in '{state.Path}' belongs to another machine: {difference}. Nothing of it is used; it was moved aside, the identity to '{AgentIdentity.FileName}{AsideSuffix}'. "
                + $"If this is the same node, with a new mainboard say, take it back: stop the agent, then run: cd {state.Path} && mv {AgentIdentity.FileName}{AsideSuffix} {AgentIdentity.FileName}";
        }

        var known = kept?.And(here) ?? here;
        if (known != kept)
            Write(state.Path, known);
        return null;
    }

    private static void MoveAside(StateDirectory state)
    {
        // The identity first: from here on no start can take it for this machine's.
        MoveFile(Path.Combine(state.Path, AgentIdentity.FileName));
        MoveFile(Path.Combine(state.Path, EnrolmentClient.PendingKeyFileName));
        MoveFile(state.Acknowledged);
        MoveDirectory(state.Spool);
        DirectoryEntry.Flush(state.Path);
    }

    private static void MoveFile(string path)
    {
        if (!File.Exists(path))
            return;
        File.SetUnixFileMode(path, DurableFile.Private);
        File.Move(path, path + AsideSuffix, overwrite: true);
    }

    private static void MoveDirectory(string path)
    {
        if (!Directory.Exists(path))
            return;
        // What an earlier move left there is older still.
        if (Directory.Exists(path + AsideSuffix))
            Directory.Delete(path + AsideSuffix, recursive: true);
        Directory.Move(path, path + AsideSuffix);
    }

    private static MachineIdentity? Kept(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, FileName);
        return File.Exists(path) ? MachineIdentity.Parse(File.ReadAllText(path)) : null;
    }

    private static void Write(string stateDirectory, MachineIdentity machine) =>
        DurableFile.Write(Path.Combine(stateDirectory, FileName), Encoding.ASCII.GetBytes(machine.ToText()));
}
