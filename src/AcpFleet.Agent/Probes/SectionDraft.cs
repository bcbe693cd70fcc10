using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Probes;

/// <summary>A section while its probe fills it: the content, and what could not be read.</summary>
internal sealed class SectionDraft
{
    private const int DetailCap = 512;
    private const int MaxFailures = 64;

    internal SectionDraft(SectionKind kind)
    {
        Section = Empty(kind);
    }

    internal Section Section { get; }

    internal void Fail(string source, ReadFailure failure, params ReadOnlySpan<string> fields) =>
        Fail(source, failure.Reason, failure.Detail, fields);

    internal void Fail(string source, Reason reason, string detail, params ReadOnlySpan<string> fields)
    {
        if (Section.Status.Failures.Count >= MaxFailures)
            return;
        var failure = new SourceFailure
        {
            Source = FactText.Line(source, DetailCap),
            Reason = reason,
            Detail = FactText.Line(detail, DetailCap),
        };
        foreach (var field in fields)
            failure.Fields.Add(field);
        Section.Status.Failures.Add(failure);
    }

    /// <summary>The text of a file, or null with the failure noted against the fields that needed it.</summary>
    internal string? Text(HostRoot root, string path, int cap, params ReadOnlySpan<string> fields)
    {
        if (root.ReadText(path, cap).TryGet(out var text, out var failure))
            return text;
        Fail(path, failure, fields);
        return null;
    }

    /// <summary>The text of a file that need not exist: null without a failure when it does not.</summary>
    internal string? OptionalText(HostRoot root, string path, int cap, params ReadOnlySpan<string> fields)
    {
        var read = root.ReadText(path, cap);
        if (read.TryGet(out var text, out var failure))
            return text;
        if (!failure.IsMissing)
            Fail(path, failure, fields);
        return null;
    }

    /// <summary>Runs one part of a probe so that a fault in it costs its own fields and not the whole section.</summary>
    internal void Part(string source, Action<SectionDraft> collect, params ReadOnlySpan<string> fields)
    {
        try
        {
            collect(this);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Fail(source, Reason.ProbeFault, $"{e.GetType().Name}: {e.Message}", fields);
        }
    }

    /// <summary>A section of a kind with nothing in it but one failure, which names all of its fields.</summary>
    internal static Section Failed(SectionKind kind, string source, Reason reason, string detail)
    {
        var draft = new SectionDraft(kind);
        var content = ContentOf(draft.Section);
        var fields = content.Descriptor.Fields.InDeclarationOrder();
        var names = new string[fields.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = fields[i].Name;
        draft.Fail(source, reason, detail, names);
        return draft.Section;
    }

    private static Section Empty(SectionKind kind)
    {
        var section = new Section { Status = new SectionStatus() };
        switch (kind)
        {
            case SectionKind.Os: section.Os = new OsFacts(); break;
            case SectionKind.Kernel: section.Kernel = new KernelFacts(); break;
            case SectionKind.Network: section.Network = new NetworkFacts(); break;
            case SectionKind.Time: section.Time = new TimeFacts(); break;
            case SectionKind.Packages: section.Packages = new PackageFacts(); break;
            case SectionKind.Memory: section.Memory = new MemoryFacts(); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such section.");
        }

        return section;
    }

    private static IMessage ContentOf(Section section) => section.ContentCase switch
    {
        Section.ContentOneofCase.Os => section.Os,
        Section.ContentOneofCase.Kernel => section.Kernel,
        Section.ContentOneofCase.Network => section.Network,
        Section.ContentOneofCase.Time => section.Time,
        Section.ContentOneofCase.Packages => section.Packages,
        Section.ContentOneofCase.Memory => section.Memory,
        _ => throw new InvalidOperationException("A draft always has content."),
    };
}
