using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>One section in memory.</summary>
/// <param name="Section">Not to be changed by anyone.</param>
/// <param name="Digest">32 bytes.</param>
/// <param name="StoredAt">When a section with this digest was first committed.</param>
/// <param name="Bytes">Of the serialised section.</param>
internal sealed record KeptSection(Section Section, byte[] Digest, DateTimeOffset StoredAt, int Bytes);
