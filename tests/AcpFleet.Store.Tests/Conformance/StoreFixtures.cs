using System.Security.Cryptography;
using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.Store.Certificates;
using AcpFleet.Store.Facts;
using AcpFleet.Store.Tokens;
using Google.Protobuf;

namespace AcpFleet.Store.Tests.Conformance;

/// <summary>Records for the suite, the same in every store's run.</summary>
internal static class StoreFixtures
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static TokenRecord Token(string id, int maxUses = 1) => new()
    {
        Id = id,
        SecretHash = Hash("secret of " + id),
        CreatedAt = At,
        ExpiresAt = At.AddMinutes(30),
        MaxUses = maxUses,
        Note = "rack 1",
    };

    public static TokenUse Use(string tokenId, string key, DateTimeOffset? at = null) => new(tokenId, Hash("secret of " + tokenId), Hash(key), at ?? At);

    public static CertificateRecord Certificate(string tokenId, string key, string nodeId) => new()
    {
        Serial = Convert.ToHexString(Hash(nodeId))[..32],
        NodeId = nodeId,
        TokenId = tokenId,
        PublicKeyHash = Hash(key),
        Der = Hash("der of " + nodeId),
        NotBefore = At.AddDays(-1),
        NotAfter = At.AddDays(7),
        IssuedAt = At,
    };

    public static NewNode NewNode(string hostname = "cp-1") => new(hostname, "machine", "0.1.0", "192.0.2.11");

    /// <summary>Enrols a node through a token of its own.</summary>
    public static async Task<string> EnrolAsync(IFleetStore store, string nodeId)
    {
        var token = Token("token-of-" + nodeId);
        await store.Tokens.AddAsync(token, CancellationToken.None);
        var result = await store.Tokens.SpendAsync(Use(token.Id, nodeId), Certificate(token.Id, nodeId, nodeId), NewNode(nodeId), CancellationToken.None);
        result.Verdict.ShouldBe(TokenVerdict.Issued);
        return nodeId;
    }

    public static SectionRecord Memory(string nodeId, ulong total, DateTimeOffset? at = null)
    {
        var content = new Section { Memory = new MemoryFacts { TotalBytes = total } }.ToByteArray();
        return new SectionRecord { NodeId = nodeId, Kind = SectionKind.Memory, Digest = SHA256.HashData(content), Content = content, StoredAt = at ?? At };
    }

    public static Finding Finding(string check, Subject subject, Outcome outcome, string actual = "swap is on") => new()
    {
        CheckId = check,
        Subject = subject,
        Severity = Severity.Required,
        Outcome = outcome,
        Expected = new LocalizedText("no swap", "无交换分区"),
        Actual = LocalizedText.Same(actual),
        Source = "节点检查",
        Waiver = outcome == Outcome.Waived ? new AppliedWaiver(Outcome.Fail, "ops", new DateOnly(2027, 1, 31), "agreed") : null,
    };
}
