using AcpFleet.Agent.Spool;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.Agent.Tests.Spool;

public sealed class AcknowledgedStateTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string StatePath => Path.Combine(_directory.Path, "acknowledged");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Record_ThenReopened_RemembersDigestsAndTheHighestSequence()
    {
        var digest = ByteString.CopyFrom(1, 2, 3);
        var state = new AcknowledgedState(StatePath, NullLogger.Instance);
        state.Record(new SpooledReport(7, [], [new SectionDigest { Kind = SectionKind.Kernel, Digest = digest }]));
        state.Record(new SpooledReport(5, [], []));

        var reopened = new AcknowledgedState(StatePath, NullLogger.Instance);

        reopened.LastSequence.ShouldBe(7UL);
        reopened.DigestOf(SectionKind.Kernel).ShouldBe(digest);
        reopened.DigestOf(SectionKind.Os).ShouldBeNull();
    }

    [Fact]
    public void Open_OfGarbage_KnowsNothing()
    {
        File.WriteAllBytes(StatePath, [0xff, 0xff, 0xff, 0x07]);

        var state = new AcknowledgedState(StatePath, NullLogger.Instance);

        state.LastSequence.ShouldBe(0UL);
        state.DigestOf(SectionKind.Kernel).ShouldBeNull();
    }
}
