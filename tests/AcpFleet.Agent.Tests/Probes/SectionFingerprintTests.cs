using System.Security.Cryptography;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.Agent.Tests.Probes;

public sealed class SectionFingerprintTests
{
    [Theory]
    [InlineData("ubuntu-20.04")]
    [InlineData("centos-7.6")]
    public async Task Of_EverySection_IsTheHashOfWhatIsStableInIt(string tree)
    {
        var collector = new NodeCollector(new HostRoot(FixtureTree.Path(tree)), TimeProvider.System, new CannedRunner(), NullLogger.Instance);

        foreach (var section in await collector.CollectAsync(collector.Kinds, CancellationToken.None))
        {
            var stable = section.Clone();
            stable.Status.CollectedAt = null;
            stable.Status.Took = null;
            if (stable.Time is not null)
                stable.Time.Reading = null;
            foreach (var area in stable.Memory?.ActiveSwap ?? [])
                area.UsedBytes = 0;

            SectionFingerprint.Of(section).ToByteArray().ShouldBe(SHA256.HashData(stable.ToByteArray()));
        }
    }

    [Fact]
    public void Of_ReadingsChange_IsTheSameAndTheSectionUntouched()
    {
        var section = new Section { Status = new SectionStatus(), Time = new TimeFacts { ZoneName = "UTC" } };
        var before = SectionFingerprint.Of(section);
        section.Status.Took = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));
        section.Status.CollectedAt = new Timestamp { Seconds = 7 };
        section.Time.Reading = new ClockReading { KernelOffsetSeconds = 3 };

        SectionFingerprint.Of(section).ShouldBe(before);
        section.Time.Reading.ShouldNotBeNull();
        section.Status.Took.ShouldNotBeNull();
    }

    [Fact]
    public void Of_AnotherFailure_IsAnother()
    {
        var section = new Section { Status = new SectionStatus(), Os = new OsFacts() };
        var before = SectionFingerprint.Of(section);
        section.Status.Failures.Add(new SourceFailure { Source = "/etc/os-release" });

        SectionFingerprint.Of(section).ShouldNotBe(before);
    }
}
