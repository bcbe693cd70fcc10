using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Looks at what a hello may hold, before anything is done with it.</summary>
internal static class HelloValidator
{
    public const int DigestBytes = 32;

    private const int LongestText = 253;
    private const int LongestSentence = 1000;

    /// <exception cref="LinkRefusedException">Something is out of bounds; the message names the field.</exception>
    public static void Check(Hello hello)
    {
        Text(hello.AgentVersion, "agent_version");
        Text(hello.Hostname, "hostname");
        Text(hello.MachineId, "machine_id");
        Text(hello.BootId, "boot_id");
        Text(hello.ProcessId, "process_id");
        Text(hello.Policy?.Mode ?? "", "policy.mode");
        Text(hello.Policy?.Problem ?? "", "policy.problem", LongestSentence);
        if (hello.Digests.Count > 64)
            throw LinkRefusedException.Protocol($"the hello names {hello.Digests.Count} sections");
        foreach (var digest in hello.Digests)
        {
            if (digest.Digest.Length != DigestBytes)
                throw LinkRefusedException.Protocol($"the hello's digest of section {digest.Kind} has {digest.Digest.Length} bytes instead of {DigestBytes}");
        }

        if (hello.Digests.Select(d => d.Kind).Distinct().Count() != hello.Digests.Count)
            throw LinkRefusedException.Protocol("the hello names a section twice");
    }

    private static void Text(string text, string field, int longest = LongestText)
    {
        if (text.Length > longest)
            throw LinkRefusedException.Protocol($"the hello's {field} has {text.Length} characters; at most {longest} are possible");
    }
}
