using System.Globalization;
using System.Text;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>
/// Runs command lines one after another in a Debian tree, by default Debian 11 (OpenSSL 1.1), with dpkg and rpm, whose changes end with the run, and
/// compares every file of the tree before and after each: type, mode, owner, size, times, target.
/// </summary>
internal sealed class BundleRoom : IDisposable
{
    private readonly TemporaryDirectory _shared = new();
    private readonly string _tree;

    private BundleRoom(string tree) => _tree = tree;

    /// <summary>Where files for the room are put; the room sees it at the same place.</summary>
    public string Shared => _shared.Path;

    public static async Task<BundleRoom> EnterAsync(string suite = "bullseye") => new(await DebianTree.GetAsync(suite, "busybox", "openssl", "rpm"));

    public async Task<IReadOnlyList<RoomStep>> RunAsync(params IReadOnlyList<string> commandLines)
    {
        var script = new StringBuilder("""
            cd "$1"
            files() { find / -xdev -path "$1" -prune -o -printf '%p %y %m %U:%G %s %T@ %C@ %l\n' | LC_ALL=C sort; }
            # An overlay copies a directory up when its content first changes; that is no change of the steps.
            for changed in /etc /root /srv /tmp /var/tmp; do touch $changed/first && rm $changed/first; done
            files "$1" > files.0

            """.ReplaceLineEndings("\n"));
        for (var i = 0; i < commandLines.Count; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"( {commandLines[i]} ) < /dev/null > output.{i} 2>&1; echo $? > code.{i}\n")
                .Append(CultureInfo.InvariantCulture, $"files \"$1\" > files.{i + 1}; diff files.{i} files.{i + 1} | grep '^[<>]' > changes.{i}; rm files.{i}\n");
        }

        await File.WriteAllTextAsync(Path.Combine(Shared, "steps"), script.ToString());
        await using var room = TestProcess.Start(TreeRoom.Prefix(_tree, Shared), "bash", Path.Combine(Shared, "steps"), Shared);
        (await room.ExitsAsync(TimeSpan.FromMinutes(10))).ShouldBeTrue();
        room.ExitCode.ShouldBeOneOf([0, 1], room.Output);
        return
        [
            .. commandLines.Select((line, i) => new RoomStep(
                line,
                int.Parse(Read($"code.{i}"), CultureInfo.InvariantCulture),
                Read($"output.{i}"),
                [.. Read($"changes.{i}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Replace("> ", "+ ", StringComparison.Ordinal).Replace("< ", "- ", StringComparison.Ordinal)).Where(IsWritten)])),
        ];
    }

    public void Dispose() => _shared.Dispose();

    /// <summary>A directory in which something was made and removed again has new times and is otherwise as it was.</summary>
    private static bool IsWritten(string change) => !change.StartsWith("- /var/tmp d ", StringComparison.Ordinal) && !change.StartsWith("+ /var/tmp d ", StringComparison.Ordinal);

    private string Read(string name) => File.ReadAllText(Path.Combine(Shared, name));
}
