using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Protocol.Identity;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Enrolment;

public sealed class JoinFileTests : IDisposable
{
    private static readonly JoinToken Token = JoinToken.Create(new string('A', 43));

    private readonly TemporaryDirectory _directory = new();
    private readonly string _path;

    public JoinFileTests() => _path = _directory["join.yaml"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_TheOwnersFile_GivesAddressAndToken()
    {
        Write($"coordinator: \"192.0.2.10:7443\"\ntoken: {Token.Reveal()}\n", UnixFileMode.None);
        var join = JoinFile.Read(_path);
        join.Coordinator.ToString().ShouldBe("192.0.2.10:7443");
        join.Token.ShouldBe(Token);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Read_FileThatOthersMayRead_IsRefusedWithTheCommandThatMendsIt(UnixFileMode others)
    {
        Write($"coordinator: \"192.0.2.10:7443\"\ntoken: {Token.Reveal()}\n", others);
        Should.Throw<IdentityException>(() => JoinFile.Read(_path)).Message
            .ShouldBe($"{_path} may be read or written by others than its owner, and it holds a token: it is not used. Mend it with: chown root:root {_path} && chmod 600 {_path}");
    }

    [Fact]
    public void Parse_ManyErrors_NamesEachAndNeverTheToken()
    {
        JoinFile.Parse("join.yaml", $"coordinator: ''\ntoken: {Token.Reveal()}x\nuses: 3\n", out var errors).ShouldBeNull();
        errors.Count.ShouldBe(3);
        errors[0].ShouldStartWith("join.yaml:1:14: coordinator: ");
        errors[1].ShouldStartWith("join.yaml:2:8: token: ");
        errors.ShouldAllBe(error => !error.Contains(Token.Secret));
    }

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Should.Throw<IdentityException>(() => JoinFile.Read(_path)).Message.ShouldBe($"{_path}: no such file or directory");

    private void Write(string text, UnixFileMode others)
    {
        File.WriteAllText(_path, text);
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
    }
}
