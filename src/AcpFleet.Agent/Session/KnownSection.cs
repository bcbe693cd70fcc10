using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Session;

/// <summary>A section as it was last collected, with its digest.</summary>
internal sealed record KnownSection(Section Section, SectionDigest Digest);
