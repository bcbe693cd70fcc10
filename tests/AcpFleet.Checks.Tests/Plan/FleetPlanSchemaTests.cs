using System.Text.Json.Nodes;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Tests.Plan;

public sealed class FleetPlanSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(RepositoryFiles.Path("docs/fleet-plan.schema.json")))!.AsObject();

    [Fact]
    public void Schema_Properties_AreTheReadersKeys()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        FleetPlanReader.Read(PlanTexts.EveryKey, "fleet.yaml", asked).Errors.ShouldBeEmpty();
        var properties = new SortedSet<string>(StringComparer.Ordinal);
        Properties(Schema, "", properties);

        properties.ShouldBe(asked);
    }

    [Theory]
    [InlineData("scenario", "single-node multi-cluster single-cluster")]
    [InlineData("phase", "before after")]
    [InlineData("network.cni", "kube-ovn calico")]
    [InlineData("network.ipFamily", "ipv4 ipv6 dual")]
    [InlineData("network.vip.mode", "external self-built none")]
    [InlineData("certificate.mode", "self-signed own")]
    [InlineData("registry.mode", "platform external")]
    [InlineData("package.architecture", "x86_64 aarch64 hybrid")]
    [InlineData("disasterRecovery.role", "none primary standby")]
    [InlineData("nodes[].roles[]", "control-plane worker installer")]
    public void Schema_Words_AreTheReadersWords(string path, string words)
    {
        var node = Schema;
        foreach (var part in path.Split('.'))
        {
            node = node["properties"]![part.TrimEnd('[', ']')]!.AsObject();
            if (part.EndsWith("[]", StringComparison.Ordinal)) node = node["items"]!.AsObject();
        }

        node["enum"]!.AsArray().Select(word => word!.GetValue<string>()).Order().ShouldBe(words.Split(' ').Order());
    }

    [Fact]
    public void Schema_RequiredKeys_AreTheReadersToo()
    {
        foreach (var key in Schema["required"]!.AsArray().Select(key => key!.GetValue<string>()))
        {
            FleetPlanReader.Read("scenario: single-node", "fleet.yaml").Errors
                .ShouldContain(error => error.Path == key && error.Message.En.Contains("required"), key);
        }
    }

    /// <summary>Every object of the schema refuses unknown keys, but for the user's own labels.</summary>
    private static void Properties(JsonObject schema, string path, SortedSet<string> found)
    {
        if (schema["items"] is JsonObject items) Properties(items, path + "[]", found);
        if (schema["properties"] is not JsonObject properties) return;
        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse(path);
        foreach (var (name, inner) in properties)
        {
            var child = path.Length == 0 ? name : $"{path}.{name}";
            found.Add(child);
            Properties(inner!.AsObject(), child, found);
        }
    }
}
