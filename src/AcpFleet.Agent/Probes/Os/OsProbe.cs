using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Kernel;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Os;

/// <summary>
/// The distribution: os-release, and the files (on Kylin also a program) that tell the minor version or service pack
/// that os-release leaves out.
/// </summary>
internal sealed class OsProbe(HostRoot root, IProgramRunner runner) : IProbe
{
    private const int ReleaseFileCap = 4096;
    private const string KylinVersionProgram = "/usr/bin/nkvers";

    private static readonly string[] ReleaseFilePaths =
    [
        "/etc/.productinfo", "/etc/centos-release", "/etc/debian_version", "/etc/kylin-release", "/etc/lsb-release", "/etc/redhat-release",
    ];

    private string? _kylinStamp;
    private string? _kylinText;

    public SectionKind Kind => SectionKind.Os;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(15);

    public async ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        draft.Part("/etc/os-release", OsReleaseFile, "id", "id_like", "version_id", "version", "pretty_name", "codename");
        draft.Part("release files", ReleaseFiles, "release_files");
        draft.Part("uname", Architecture, "architecture");
        await KylinVersionAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    private void OsReleaseFile(SectionDraft draft)
    {
        ReadOnlySpan<string> fields = ["id", "id_like", "version_id", "version", "pretty_name", "codename"];
        var path = "/etc/os-release";
        var read = root.ReadText(path);
        if (read.IsMissing && root.ReadText("/usr/lib/os-release") is { Failure: not { IsMissing: true } } vendor)
        {
            path = "/usr/lib/os-release";
            read = vendor;
        }

        if (!read.TryGet(out var text, out var failure))
        {
            draft.Fail(path, failure, fields);
            return;
        }

        if (!OsRelease.Parse(text).TryGet(out var release, out failure))
        {
            draft.Fail(path, failure, fields);
            return;
        }

        var facts = draft.Section.Os;
        if (release.Id is not null)
            facts.Id = release.Id;
        facts.IdLike.Add(release.IdLike);
        if (release.VersionId is not null)
            facts.VersionId = release.VersionId;
        if (release.Version is not null)
            facts.Version = release.Version;
        if (release.PrettyName is not null)
            facts.PrettyName = release.PrettyName;
        if (release.Codename is not null)
            facts.Codename = release.Codename;
    }

    private void ReleaseFiles(SectionDraft draft)
    {
        foreach (var path in ReleaseFilePaths)
        {
            if (draft.OptionalText(root, path, ReleaseFileCap, "release_files") is { } text)
                draft.Section.Os.ReleaseFiles.Add(new ReleaseFile { Path = path, Text = FactText.Block(text, ReleaseFileCap) });
        }
    }

    private void Architecture(SectionDraft draft)
    {
        if (KernelIdentity.Read(root).Machine is { } machine)
            draft.Section.Os.Architecture = machine;
        else
            draft.Fail("uname", ReadFailure.Missing("nothing tells the architecture"), "architecture");
    }

    // A script of Kylin's that prints the service pack; asked again only when it or what it reads has changed.
    private async ValueTask KylinVersionAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        if (!root.IsLive || root.StatusOf(KylinVersionProgram) is not { IsRegular: true } program)
            return;
        var stamp = $"{program.Stamp}|{root.StatusOf("/etc/.productinfo")?.Stamp}|{root.StatusOf("/etc/kylin-release")?.Stamp}";
        if (stamp != _kylinStamp)
        {
            var request = new ProgramRequest { Program = KylinVersionProgram, TimeLimit = TimeSpan.FromSeconds(5), OutputCap = 64 * 1024 };
            var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                draft.Fail(KylinVersionProgram, ProgramFailure.Of(result), "release_files");
                return;
            }

            _kylinText = FactText.Block(Encoding.UTF8.GetString(result.Output.Span), ReleaseFileCap);
            _kylinStamp = stamp;
        }

        draft.Section.Os.ReleaseFiles.Add(new ReleaseFile { Path = "nkvers", Text = _kylinText });
    }
}
