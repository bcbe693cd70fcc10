using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Facts;

public sealed class FactsJsonTests
{
    private static readonly FactsFile File = new()
    {
        Format = FactsJson.Format,
        AgentVersion = "1.2.3",
        Facts = new NodeFacts { Sections = { new Section { Status = new SectionStatus(), Os = new OsFacts { Id = "kylin", PrettyName = "麒麟 \u001b\"" } } } },
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() => FactsJson.Read(FactsJson.Write(File)).ShouldBe(File);

    [Fact]
    public void Write_FactsFile_IsIndentedJsonWithoutControlCharacters()
    {
        var json = FactsJson.Write(File);

        json.ShouldStartWith("{\n  \"format\": 1,\n");
        json.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Read_FieldOfALaterVersion_IsPassedOver() =>
        FactsJson.Read("{\"format\":1,\"facts\":{\"sections\":[{\"futureField\":{\"x\":1}}]}}").Facts.Sections.Count.ShouldBe(1);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"facts\":7}")]
    [InlineData("{\"format\":2,\"facts\":{}}")]
    [InlineData("{\"facts\":{}}")]
    [InlineData("{\"format\":1,\"facts\":{\"sections\":[{\"os\":{},\"kernel\":{}}]}}")]
    [InlineData("{\"format\":1,\"facts\":{\"sections\":")]
    [InlineData("\u0000\u0001\u0002")]
    public void Read_NoFactsFile_SaysWhy(string json) => Should.Throw<FormatException>(() => FactsJson.Read(json)).Message.ShouldContain("facts file");

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused() =>
        Should.Throw<FormatException>(() => FactsJson.Read(string.Concat(Enumerable.Repeat("{\"facts\":", 100_000))));
}
