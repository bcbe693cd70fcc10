using System.Buffers.Text;
using System.Globalization;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// Finds who holds sockets open. Looking through every descriptor of every process is the dearest thing that a
/// collection could do, so it is done only for sockets not seen before; of those seen, the descriptor found then is
/// looked at again. A socket that nobody held is looked for again after a while.
/// </summary>
internal sealed class SocketOwners(HostRoot root, TimeProvider timeProvider)
{
    private const int FirstProcess = 1;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    private readonly Dictionary<uint, Held> _known = [];
    private long _looked;
    private bool _sawAll = true;

    private sealed record Held(int Pid, int Descriptor, string? Unit);

    /// <summary>The owner of each socket that has one that can be seen.</summary>
    /// <param name="inodes">The sockets.</param>
    /// <param name="complete">False when descriptors of some process could not be looked at and an owner is missing.</param>
    internal Dictionary<uint, SocketOwner> Find(HashSet<uint> inodes, out bool complete)
    {
        complete = true;
        if (root.Locate("/proc", out var proc) is not null)
        {
            complete = inodes.Count == 0;
            return [];
        }

        var owners = new Dictionary<uint, SocketOwner>();
        var wanted = new HashSet<uint>();
        var unheld = 0;
        foreach (var inode in inodes)
        {
            if (!_known.TryGetValue(inode, out var held))
                wanted.Add(inode);
            else if (held.Pid == 0)
                unheld++;
            else if (Matches(proc, held.Pid, held.Descriptor, inode))
                owners[inode] = new SocketOwner(held.Pid, Comm(held.Pid), held.Unit);
            else
                wanted.Add(inode);
        }

        Forget(inodes);
        if (wanted.Count == 0 && (unheld == 0 || timeProvider.GetElapsedTime(_looked) < LookAgain))
        {
            complete = unheld == 0 || _sawAll;
            return owners;
        }

        wanted.UnionWith(inodes.Where(inode => !owners.ContainsKey(inode)));
        complete = Look(proc, wanted, owners);
        return owners;
    }

    private void Forget(HashSet<uint> inodes)
    {
        foreach (var inode in _known.Keys)
        {
            if (!inodes.Contains(inode))
                _known.Remove(inode);
        }
    }

    // Through all processes until every socket is found; the first process last, which holds the sockets of others for them.
    private bool Look(string proc, HashSet<uint> wanted, Dictionary<uint, SocketOwner> owners)
    {
        var processes = Numbers(proc, out var complete);
        processes.Sort();
        if (processes.Remove(FirstProcess))
            processes.Add(FirstProcess);
        foreach (var pid in processes)
        {
            if (wanted.Count == 0)
                break;
            string? unit = null, comm = null;
            var named = false;
            var descriptors = Numbers($"{proc}/{pid}/fd", out var seen);
            foreach (var descriptor in descriptors)
            {
                if (InodeOf(proc, pid, descriptor) is not { } inode || !wanted.Remove(inode))
                    continue;
                if (!named)
                    (unit, comm, named) = (UnitOf(pid), Comm(pid), true);
                owners[inode] = new SocketOwner(pid, comm, unit);
                _known[inode] = new Held(pid, descriptor, unit);
            }

            complete &= seen;
        }

        foreach (var inode in wanted)
            _known[inode] = new Held(0, 0, null);
        _looked = timeProvider.GetTimestamp();
        // What could not be looked at matters only if it may hold one of those left.
        _sawAll = complete || wanted.Count == 0;
        return _sawAll;
    }

    private string? UnitOf(int pid) =>
        root.ReadText($"/proc/{pid}/cgroup", 64 * 1024).Value is { } text ? ControlGroup.UnitOf(text) : null;

    private string? Comm(int pid) =>
        root.ReadText($"/proc/{pid}/comm", HostRoot.ValueCap).Value is { } text ? FactText.Name(text.AsSpan().TrimEnd('\n')) : null;

    /// <summary>The entries of a directory that are numbers; <paramref name="seen"/> is false when it may not be read.</summary>
    private static List<int> Numbers(string directory, out bool seen)
    {
        var numbers = new List<int>();
        var error = DirectoryEntries.Read(
            HostPath.Terminated(directory),
            static (name, numbers) =>
            {
                if (Utf8Parser.TryParse(name, out int number, out var read) && read == name.Length)
                    numbers.Add(number);
                return true;
            },
            numbers);
        // Any other error: the process has ended since it was listed, and holds nothing any more.
        seen = error is not (Errno.AccessDenied or Errno.NotPermitted);
        return numbers;
    }

    private static bool Matches(string proc, int pid, int descriptor, uint inode) => InodeOf(proc, pid, descriptor) == inode;

    // The link of a socket's descriptor reads "socket:[INODE]". No string is made of the path nor of the link.
    private static unsafe uint? InodeOf(string proc, int pid, int descriptor)
    {
        Span<byte> path = stackalloc byte[512];
        if (!System.Text.Unicode.Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"{proc}/{pid}/fd/{descriptor}\0", out _))
            return null;
        var target = stackalloc byte[64];
        nint length;
        fixed (byte* name = path)
            length = LibC.ReadLink(name, target, 64);
        var link = new ReadOnlySpan<byte>(target, (int)Math.Max(length, 0));
        if (!link.StartsWith("socket:["u8) || link[^1] != (byte)']')
            return null;
        return Utf8Parser.TryParse(link[8..^1], out uint inode, out var read) && read == link.Length - 9 ? inode : null;
    }
}
