using AcpFleet.Agent.Policy;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Policy;

public sealed class PolicyFileTests : IDisposable
{
    private const string Good = "apiVersion: acpfleet/v1\nmode: observe\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _path;

    public PolicyFileTests() => _path = _directory["policy.yaml"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_TheOwnersFile_Counts()
    {
        File.WriteAllText(_path, Good);
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        PolicyFile.Read(_path).Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Read_FileThatOthersMayWrite_DoesNotCountAndSaysHowToMendIt(UnixFileMode others)
    {
        File.WriteAllText(_path, Good);
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        var policy = PolicyFile.Read(_path);
        policy.Mode.ShouldBe(PolicyMode.Observe);
        policy.Problem.ShouldBe($"{_path} may be written by others than its owner. Mend it with: chown root:root {_path} && chmod 644 {_path}");
    }

    [SkippableFact]
    public void Read_FileOfAnotherUser_DoesNotCount()
    {
        TestKit.Requirements.RequiredPart.NeedRoot();
        File.WriteAllText(_path, Good);
        Ownership.Give(_path, 65534);
        PolicyFile.Read(_path).Problem.ShouldNotBeNull().ShouldContain("is owned by user 65534 instead of root");
    }

    [Fact]
    public void Read_NoFile_IsObserveWithTheReason() =>
        PolicyFile.Read(_path).ShouldBe(new LocalPolicy(PolicyMode.Observe, $"there is no {_path}"));

    [Fact]
    public void Read_LinkToADirectoryOrDevice_IsObserveWithTheReason()
    {
        File.CreateSymbolicLink(_path, "/dev/zero");
        PolicyFile.Read(_path).Problem.ShouldBe($"{_path}: is not a regular file");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("mode: observe\n", "'apiVersion' is required")]
    [InlineData("apiVersion: acpfleet/v2\nmode: observe\n", "reads 'acpfleet/v1' only")]
    [InlineData("apiVersion: acpfleet/v1\nmode: remedy\n", "p.yaml:2:7: mode: this version of the agent knows the mode 'observe' only, not 'remedy'")]
    [InlineData("apiVersion: acpfleet/v1\nmode: observe\nallow: [everything]\n", "unknown key 'allow'")]
    [InlineData("mode: [", "p.yaml:2:1: this is not YAML")]
    public void Parse_AnythingElse_IsObserveWithTheReason(string text, string reason)
    {
        var policy = PolicyFile.Parse("p.yaml", text);
        policy.Mode.ShouldBe(PolicyMode.Observe);
        policy.Problem.ShouldNotBeNull().ShouldContain(reason);
    }
}
