using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Enrolment;

/// <summary>The power went between the identity's last byte and the removal of the key that was kept for a repetition.</summary>
public sealed class InterruptedEnrolmentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void FinishInterrupted_KeyOfTheIdentity_IsRemoved()
    {
        SaveIdentity();
        Keep(_key);

        EnrolmentClient.FinishInterrupted(_directory.Path);

        File.Exists(Kept).ShouldBeFalse();
    }

    [Fact]
    public void FinishInterrupted_KeyOfAForcedEnrolment_StaysForItsRepetition()
    {
        SaveIdentity();
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Keep(next);

        EnrolmentClient.FinishInterrupted(_directory.Path);

        File.ReadAllText(Kept).ShouldBe(next.ExportPkcs8PrivateKeyPem());
    }

    private string Kept => Path.Combine(_directory.Path, EnrolmentClient.PendingKeyFileName);

    private void Keep(ECDsa key) => File.WriteAllText(Kept, key.ExportPkcs8PrivateKeyPem());

    private void SaveIdentity()
    {
        var request = new CertificateRequest("CN=acpfleet-agent", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"acpfleet://fleet/agent/{Guid.NewGuid():D}"));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        AgentIdentity.Save(_directory.Path, _key, certificate.RawData, [certificate.RawData]);
    }
}
