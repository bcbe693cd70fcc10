using AcpFleet.Cli.Offline;

namespace AcpFleet.Cli.Tests.Offline;

public sealed class BadFactsFileTests : IDisposable
{
    private readonly CarriedFleetDirectory _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("no json", "line 1, byte")]
    [InlineData("{\"format\":1,\n\"facts\":{\"sections\":[", "line 2, byte")]
    [InlineData("[]", "not a facts file")]
    [InlineData("{\"hello\":1}", "format 0")]
    [InlineData("{\"format\":2,\"facts\":{}}", "format 2")]
    [InlineData("{\"format\":1}", "no facts")]
    [InlineData("{\"format\":1,\"facts\":{\"sections\":[{\"os\":{}},{\"status\":{},\"network\":{\"hosts\":7}}]}}", "facts.sections[1].network")]
    [InlineData("{\"format\":1,\"facts\":{\"sections\":[{\"os\":{}},{\"os\":{}}]}}", "2 times")]
    public async Task Evaluate_ABadFile_NamesFileAndPlace(string text, string place)
    {
        var file = _fleet.WriteText("bad.facts", text);

        var result = await new CliRun().RunAsync("evaluate", file);

        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Out.ShouldBeEmpty();
        Unbroken(result.Error).ShouldContain(file);
        Unbroken(result.Error).ShouldContain(place);
    }

    [Fact]
    public async Task Evaluate_SeveralBadFiles_NamesEachAndJudgesNothing()
    {
        string[] files = [_fleet["none.facts"], _fleet.Write("good.facts", "cp-1", "192.0.2.11"), _fleet.WriteText("cut.facts", "{"), Path.GetDirectoryName(_fleet["x"])!];

        var result = await new CliRun().RunAsync(["evaluate", .. files]);

        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("none.facts");
        result.Error.ShouldContain("does not exist");
        result.Error.ShouldContain("cut.facts");
        result.Error.ShouldContain("directory");
        result.Error.ShouldNotContain("good.facts");
    }

    [Fact]
    public async Task Evaluate_TwoFilesOfOneNode_AreRefusedWithBothNames()
    {
        var result = await new CliRun().RunAsync("evaluate", _fleet.Write("old.facts", "cp-1", "192.0.2.11"), _fleet.Write("new.facts", "CP-1", "192.0.2.11"));

        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldContain("old.facts");
        result.Error.ShouldContain("new.facts");
    }

    [Fact]
    public async Task Evaluate_MoreThanTheCap_IsRefusedWithoutReadingOn()
    {
        var file = _fleet["huge.facts"];
        using (var stream = File.OpenWrite(file))
            stream.SetLength(8L * 1024 * 1024 * 1024);

        var result = await new CliRun().RunAsync("evaluate", file);

        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldContain($"{FactsFileReader.LargestFile >> 20} MiB");
    }

    [Fact]
    public async Task Evaluate_Latin1_SaysThatItIsNotUtf8()
    {
        await File.WriteAllBytesAsync(_fleet["latin.facts"], [(byte)'"', 0xe9, (byte)'"']);

        (await new CliRun().RunAsync("evaluate", _fleet["latin.facts"])).Error.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Evaluate_NestedWithoutEnd_IsRefused()
    {
        var file = _fleet.WriteText("deep.facts", string.Concat(Enumerable.Repeat("{\"facts\":", 100_000)));

        (await new CliRun().RunAsync("evaluate", file)).ExitCode.ShouldBe(ExitCode.InvalidInput);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Evaluate_AFileWithAnyByteChanged_IsJudgedOrRefusedAndNeverAFault(int seed)
    {
        var good = await File.ReadAllBytesAsync(_fleet.Write("good.facts", "cp-1", "192.0.2.11"));
        var random = new Random(seed);
        for (var run = 0; run < 60; run++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(_fleet["changed.facts"], bytes.AsMemory(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));

            var result = await new CliRun().RunAsync("evaluate", _fleet["changed.facts"]);

            result.ExitCode.ShouldBeOneOf([ExitCode.Success, ExitCode.NotReady, ExitCode.InvalidInput], $"seed {seed}, run {run}: {result.Error}");
        }
    }

    private static string Unbroken(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
