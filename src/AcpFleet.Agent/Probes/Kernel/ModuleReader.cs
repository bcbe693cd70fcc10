using AcpFleet.Agent.Files;
using AcpFleet.Protocol.V1;
using State = AcpFleet.Protocol.V1.KernelModule.Types.State;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// The state of each reported module. What no source tells is left UNSPECIFIED and said so: absent is a claim that
/// needs a list to stand on.
/// </summary>
internal sealed class ModuleReader(HostRoot root)
{
    private const int LoadedCap = 4 << 20;

    private readonly ModuleTree _tree = new();

    internal void Collect(SectionDraft draft, string? release)
    {
        var loaded = Loaded(draft, out var supported);
        var facts = draft.Section.Kernel;
        if (supported is { } known)
            facts.ModulesSupported = known;

        _tree.Refresh(root, release);
        foreach (var (path, failure) in _tree.Failures)
            draft.Fail(path, failure, "modules");
        var persisted = ModulePersistence.Read(root, draft);

        var unknown = 0;
        foreach (var name in ModuleNames.Reported)
        {
            var module = new KernelModule { Name = name, State = StateOf(name, loaded, supported) };
            if (persisted.TryGetValue(name, out var file))
                module.PersistedIn = file;
            if (module.State == State.Unspecified)
                unknown++;
            facts.Modules.Add(module);
        }

        if (unknown > 0 && _tree.Failures.Count == 0)
        {
            draft.Fail($"/lib/modules/{release}", ReadFailure.Missing(
                $"no list of modules and no build configuration of this kernel: the state of {unknown} modules is not known"), "modules");
        }
    }

    private HashSet<string>? Loaded(SectionDraft draft, out bool? supported)
    {
        supported = null;
        var read = root.ReadBytes("/proc/modules", LoadedCap);
        if (read.Value is { } list)
        {
            supported = true;
            return ModuleFileList.Parse(list);
        }

        // A kernel built without loadable modules has no such file, though it has a /proc.
        if (read.IsMissing && root.Exists("/proc/cmdline"))
        {
            supported = false;
            return [];
        }

        draft.Fail("/proc/modules", read.Failure!, "modules_supported", "modules");
        return null;
    }

    private State StateOf(string name, HashSet<string>? loaded, bool? supported)
    {
        if (loaded?.Contains(name) == true)
            return State.Loaded;
        if (_tree.BuiltIn?.Contains(name) == true)
            return State.BuiltIn;
        // A built-in module with parameters has a directory here too, but only a loaded one an initstate.
        if (root.Exists("/sys/module/" + name))
            return root.Exists($"/sys/module/{name}/initstate") ? State.Loaded : State.BuiltIn;
        if (loaded is null)
            return State.Unspecified;
        if (supported == true && _tree.Loadable?.Contains(name) == true)
            return State.Loadable;
        if (_tree.BuiltIn is not null && (_tree.Loadable is not null || supported == false))
            return State.Absent;
        return _tree.Configuration?.Of(name) switch
        {
            'y' => State.BuiltIn,
            'n' => State.Absent,
            // Built as a module, but whether its file is installed no list says.
            'm' when supported == false => State.Absent,
            _ => State.Unspecified,
        };
    }
}
