using System.Security.Cryptography.X509Certificates;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Machine;
using AcpFleet.Agent.Policy;

namespace AcpFleet.Agent.Status;

/// <summary>How this agent stands, read from its files without touching them: the service may hold them meanwhile.</summary>
internal sealed record AgentStatus
{
    /// <summary>The identity's URI; null when there is none that this machine may use.</summary>
    public string? Agent { get; init; }

    public bool IsEnrolled => Agent is not null;

    /// <summary>What to do next, for people; null when nothing needs to be done.</summary>
    public string? Next { get; init; }

    public DateTimeOffset? CertificateEnds { get; init; }

    /// <summary>Until then; negative when it is over.</summary>
    public TimeSpan? CertificateLeft { get; init; }

    /// <summary>HOST:PORT; null: not known.</summary>
    public string? Coordinator { get; init; }

    public required LocalPolicy Policy { get; init; }

    /// <summary>Reports in the spool that no coordinator has acknowledged.</summary>
    public int UnsentReports { get; init; }

    public required string StateDirectory { get; init; }

    public string Version => Product.Version;

    /// <exception cref="UnauthorizedAccessException">The files are another user's.</exception>
    public static AgentStatus Read(AgentSettings settings, TimeProvider time)
    {
        RequireAccess(settings.StateDirectory);
        var status = new AgentStatus
        {
            Policy = PolicyFile.Read(settings.Files.Policy),
            StateDirectory = settings.StateDirectory,
            UnsentReports = CountReports(Identity.StateDirectory.SpoolOf(settings.StateDirectory)),
            Coordinator = CoordinatorOf(settings),
        };
        if (MachineBinding.DifferenceTo(settings.StateDirectory, MachineIdentity.Read(new HostRoot(settings.Root))) is { } difference)
            return status with { Next = $"the state belongs to another machine ({difference}) and is not used here: start the agent with a join file at {settings.Files.Join}, or enrol this node" };
        if (!AgentIdentity.Exists(settings.StateDirectory))
            return status with { Next = NextStep(settings.Files.Join) };
        try
        {
            using var identity = AgentIdentity.Load(settings.StateDirectory);
            return status.With(identity.Certificate, identity.Uri.ToString(), time.GetUtcNow());
        }
        catch (IdentityException exception) when (exception.InnerException is not UnauthorizedAccessException)
        {
            return status with { Next = exception.Message };
        }
        catch (IdentityException exception)
        {
            throw exception.InnerException!;
        }
    }

    private AgentStatus With(X509Certificate2 certificate, string agent, DateTimeOffset now)
    {
        var ends = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return this with
        {
            Agent = agent,
            CertificateEnds = ends,
            CertificateLeft = ends - now,
            Next = ends > now ? null : "the certificate has expired: enrol the node again with 'acpfleet-agent enrol --force' and a new token",
        };
    }

    /// <summary>Where the directory may not be entered its files look as if they were not there.</summary>
    private static void RequireAccess(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        using var entries = Directory.EnumerateFileSystemEntries(directory).GetEnumerator();
        _ = entries.MoveNext();
    }

    private static string? CoordinatorOf(AgentSettings settings)
    {
        try
        {
            return (settings.Coordinator ?? CoordinatorNote.Read(settings.StateDirectory))?.ToString();
        }
        catch (IdentityException)
        {
            return null;
        }
    }

    private static string NextStep(string joinFile) => File.Exists(joinFile)
        ? $"there is a join file, {joinFile}: start the agent with 'systemctl start acpfleet-agent', and see 'journalctl -u acpfleet-agent' for what it says"
        : "run the line that 'acpfleet token create' prints on the coordinator";

    private static int CountReports(string spool)
    {
        if (!Directory.Exists(spool))
            return 0;
        var count = 0;
        foreach (var _ in Directory.EnumerateFiles(spool, "*" + Spool.ReportSpool.Suffix))
            count++;
        return count;
    }
}
