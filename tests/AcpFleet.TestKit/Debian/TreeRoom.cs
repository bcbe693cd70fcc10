using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestKit.Debian;

/// <summary>
/// Runs a program with a Debian tree as its root: that release's C library, OpenSSL and programs, this machine's kernel,
/// network and processes. What the program writes is gone with it, except below the bound paths.
/// </summary>
public static class TreeRoom
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "AcpFleet.TestKit", "Debian", "enter-tree.sh");

    /// <summary>Prefix that starts a program in the tree.</summary>
    /// <param name="tree">From <see cref="DebianTree.GetAsync"/>; stays as it is.</param>
    /// <param name="bound">Absolute paths of this machine that the program sees at the same place.</param>
    public static string[] Prefix(string tree, params string[] bound) =>
        ["unshare", "--mount", "--propagation", "private", "sh", Script, tree, .. bound, "--"];
}
