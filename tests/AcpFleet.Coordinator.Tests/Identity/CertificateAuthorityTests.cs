using System.Security.Cryptography.X509Certificates;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Protocol.Identity;
using AcpFleet.TestKit;

namespace AcpFleet.Coordinator.Tests.Identity;

public sealed class CertificateAuthorityTests : IDisposable
{
    private static readonly string[] s_names = ["localhost", "192.0.2.1"];

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();

    private string Ca => _directory["ca"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_FirstTime_MakesACaThatOnlyItsOwnerCanUse()
    {
        using var authority = Open();

        var constraints = authority.Certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        (constraints.CertificateAuthority, constraints.HasPathLengthConstraint, constraints.PathLengthConstraint).ShouldBe((true, true, 0));
        authority.Certificate.HasPrivateKey.ShouldBeFalse();
        authority.Certificate.GetECDsaPublicKey()!.KeySize.ShouldBe(384);
        File.GetUnixFileMode(Ca).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(Ca, "ca.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Ca).Select(Path.GetFileName).ShouldBe(["ca.crt", "ca.key"], ignoreOrder: true);
    }

    [Fact]
    public void Open_Again_IsTheSame()
    {
        using var first = Open();
        using var second = Open();

        second.Certificate.RawData.ShouldBe(first.Certificate.RawData);
        second.Pin.ShouldBe(first.Pin);
    }

    [Fact]
    public void Open_CrashBetweenKeyAndCertificate_KeepsThePin()
    {
        using var first = Open();
        File.Delete(Path.Combine(Ca, "ca.crt"));
        File.WriteAllText(Path.Combine(Ca, ".ca.crt.0123456789ab.tmp"), "half");

        using var second = Open();

        second.Pin.ShouldBe(first.Pin);
        Directory.GetFiles(Ca).Length.ShouldBe(2);
    }

    [Fact]
    public void Open_KeyGone_RefusesAndMakesNoOther()
    {
        Open().Dispose();
        File.Delete(Path.Combine(Ca, "ca.key"));

        Should.Throw<IdentityException>(Open).Message.ShouldContain("restore the key from a backup");
        File.Exists(Path.Combine(Ca, "ca.key")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ca.key", "holds no usable private key")]
    [InlineData("ca.crt", "holds no usable certificate")]
    public void Open_DamagedFile_RefusesNamingIt(string file, string part)
    {
        Open().Dispose();
        File.WriteAllText(Path.Combine(Ca, file), "-----BEGIN NOTHING-----\n");

        Should.Throw<IdentityException>(Open).Message.ShouldContain($"{Path.Combine(Ca, file)} {part}");
    }

    [Fact]
    public void Open_PairOfTwoAuthorities_Refuses()
    {
        Open().Dispose();
        using var other = CertificateAuthority.Open(_directory["other"], "north", _time);
        File.Copy(Path.Combine(_directory["other"], "ca.crt"), Path.Combine(Ca, "ca.crt"), overwrite: true);

        Should.Throw<IdentityException>(Open).Message.ShouldContain("is not the certificate of");
    }

    [Fact]
    public void ServerCertificate_Again_IsKeptWhileItFits()
    {
        using var authority = Open();
        using var first = ServerCertificate.Open(Ca, authority, s_names, _time);
        using var again = ServerCertificate.Open(Ca, authority, ["192.0.2.1", "LOCALHOST"], _time);

        again.SerialNumber.ShouldBe(first.SerialNumber);
        first.HasPrivateKey.ShouldBeTrue();
        AuthorityExtension.TryRead(first, out var carried).ShouldBeTrue();
        carried!.RawData.ShouldBe(authority.Certificate.RawData);
    }

    [Fact]
    public void ServerCertificate_OtherNames_IsMadeAnew()
    {
        using var authority = Open();
        using var first = ServerCertificate.Open(Ca, authority, s_names, _time);
        using var second = ServerCertificate.Open(Ca, authority, ["localhost", "2001:db8::1"], _time);

        second.SerialNumber.ShouldNotBe(first.SerialNumber);
        var names = second.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        names.EnumerateDnsNames().ShouldBe(["localhost"]);
        names.EnumerateIPAddresses().Select(a => a.ToString()).ShouldBe(["2001:db8::1"]);
    }

    [Fact]
    public void ServerCertificate_LastThirdOfItsLife_IsMadeAnew()
    {
        using var authority = Open();
        using var first = ServerCertificate.Open(Ca, authority, s_names, _time);
        _time.Advance(TimeSpan.FromDays(59));
        using var kept = ServerCertificate.Open(Ca, authority, s_names, _time);
        _time.Advance(TimeSpan.FromDays(2));
        using var renewed = ServerCertificate.Open(Ca, authority, s_names, _time);

        kept.SerialNumber.ShouldBe(first.SerialNumber);
        renewed.SerialNumber.ShouldNotBe(first.SerialNumber);
    }

    [Fact]
    public void ServerCertificate_OtherAuthorityOrDamaged_IsMadeAnew()
    {
        using var authority = Open();
        using var other = CertificateAuthority.Open(_directory["other"], "north", _time);
        ServerCertificate.Open(Ca, other, s_names, _time).Dispose();
        using var ours = ServerCertificate.Open(Ca, authority, s_names, _time);
        File.WriteAllText(Path.Combine(Ca, "server.pem"), "half a fi");
        using var again = ServerCertificate.Open(Ca, authority, s_names, _time);

        ours.Issuer.ShouldBe("CN=AcpFleet CA test-fleet");
        again.SerialNumber.ShouldNotBe(ours.SerialNumber);
    }

    private CertificateAuthority Open() => CertificateAuthority.Open(Ca, "test-fleet", _time);
}
