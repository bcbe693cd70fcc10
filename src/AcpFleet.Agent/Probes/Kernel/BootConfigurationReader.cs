using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Shell;
using AcpFleet.Protocol.V1;
using Mechanism = AcpFleet.Protocol.V1.BootEntry.Types.Mechanism;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>Finds the next boot's command line wherever one of the distributions keeps it.</summary>
internal sealed class BootConfigurationReader
{
    private const int MenuCap = 4 << 20;
    private const int EnvironmentCap = 64 * 1024;
    private const int MaxEntries = 1024;

    private static readonly string[] EntryDirectories = ["/boot/loader/entries", "/boot/efi/loader/entries"];

    private readonly HostRoot _root;
    private readonly SectionDraft _draft;
    private readonly List<BootEntry> _entries = [];
    private readonly GrubVariables _variables = new();
    private bool _failed;

    private BootConfigurationReader(HostRoot root, SectionDraft draft)
    {
        _root = root;
        _draft = draft;
    }

    internal static BootConfiguration Read(HostRoot root, SectionDraft draft)
    {
        var reader = new BootConfigurationReader(root, draft);
        var directories = reader.GrubDirectories();
        reader.Defaults();
        reader.Environments(directories);
        reader.Menus(directories);
        reader.LoaderEntries();
        if (reader._entries.Count == 0 && !reader._failed)
        {
            draft.Fail("boot configuration", ReadFailure.Missing(
                "no /etc/default/grub, no generated GRUB menu, no loader entry and no grubenv: nothing tells the next boot's command line"), "boot");
        }

        var configuration = new BootConfiguration();
        configuration.Entries.AddRange(reader._entries
            .OrderBy(entry => entry.Source, StringComparer.Ordinal)
            .Take(MaxEntries));
        return configuration;
    }

    private List<string> GrubDirectories()
    {
        var directories = new List<string> { "/boot/grub", "/boot/grub2" };
        foreach (var vendor in Names("/boot/efi/EFI"))
            directories.Add("/boot/efi/EFI/" + vendor);
        return directories;
    }

    private void Defaults()
    {
        var defaults = new GrubDefaults();
        // On Red Hat's family /etc/sysconfig/grub is a link to /etc/default/grub; it counts alone where only it is left.
        if (!Apply(defaults, "/etc/default/grub"))
            Apply(defaults, "/etc/sysconfig/grub");
        foreach (var name in Names("/etc/default/grub.d"))
        {
            if (name.EndsWith(".cfg", StringComparison.Ordinal))
                Apply(defaults, "/etc/default/grub.d/" + name);
        }

        if (defaults.LastSource is { } source)
            Add(source, Mechanism.GrubDefault, null, defaults.CommandLine);
    }

    private bool Apply(GrubDefaults defaults, string path)
    {
        if (Text(path, HostRoot.ConfigurationCap) is not { } text)
            return false;
        try
        {
            defaults.Apply(path, text);
            return true;
        }
        catch (ShellSyntaxException e)
        {
            Note(path, ReadFailure.Malformed(e.Message));
            return false;
        }
    }

    private void Environments(List<string> directories)
    {
        var seen = new HashSet<ulong>();
        foreach (var directory in directories)
        {
            var path = directory + "/grubenv";
            // On UEFI systems /boot/grub2/grubenv is a link to the one on the EFI partition.
            if (_root.StatusOf(path) is { } status && !seen.Add(status.Inode))
                continue;
            var read = _root.ReadText(path, EnvironmentCap);
            if (read.IsMissing)
                continue;
            var parsed = read.Value is { } text ? GrubEnvironment.Parse(text) : null;
            if (parsed is null)
            {
                _variables.EnvironmentKnown = false;
                Note(path, read.Failure ?? ReadFailure.Malformed("is no GRUB environment block"));
                continue;
            }

            _variables.AddEnvironment(parsed);
            if (parsed.TryGetValue("kernelopts", out var options))
                Add(path, Mechanism.Grubenv, null, options);
        }
    }

    private void Menus(List<string> directories)
    {
        foreach (var directory in directories)
        {
            var path = directory + "/grub.cfg";
            if (Text(path, MenuCap) is not { } text)
                continue;
            foreach (var entry in GrubMenu.Parse(text, _variables))
                Add(path, Mechanism.GrubMenu, entry.Title, entry.CommandLine);
        }
    }

    private void LoaderEntries()
    {
        foreach (var directory in EntryDirectories)
        {
            foreach (var name in Names(directory))
            {
                if (!name.EndsWith(".conf", StringComparison.Ordinal))
                    continue;
                var path = $"{directory}/{name}";
                if (Text(path, HostRoot.ConfigurationCap) is { } text && LoaderEntry.Parse(text) is { Options: { } options } entry)
                    Add(path, Mechanism.Bls, entry.Title, _variables.Expand(options, dropUnknown: true));
            }
        }
    }

    private void Add(string source, Mechanism mechanism, string? title, string commandLine)
    {
        var entry = new BootEntry { Source = source, Mechanism = mechanism, CommandLine = commandLine };
        if (title is not null)
            entry.Title = title;
        _entries.Add(entry);
    }

    private IReadOnlyList<string> Names(string directory)
    {
        var listing = _root.List(directory);
        Note(directory, listing.Failure);
        return listing.Names;
    }

    private string? Text(string path, int cap)
    {
        var read = _root.ReadText(path, cap);
        if (!read.IsMissing)
            Note(path, read.Failure);
        return read.Value;
    }

    private void Note(string source, ReadFailure? failure)
    {
        if (failure is null)
            return;
        _failed = true;
        _draft.Fail(source, failure, "boot");
    }
}
