using System.Net;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Tests.Plan;

public sealed class FleetPlanReaderTests
{
    [Fact]
    public void Read_EveryKey_GivesEveryValue()
    {
        var result = FleetPlanReader.Read(PlanTexts.EveryKey, "fleet.yaml");

        result.Errors.ShouldBeEmpty();
        var plan = result.Plan.ShouldNotBeNull();
        plan.Name.ShouldBe("global-prod");
        plan.Scenario.ShouldBe(PlanScenario.MultiCluster);
        plan.Phase.ShouldBe(NodePhase.After);
        plan.Network.Cni.ShouldBe(CniPlugin.KubeOvn);
        plan.Network.IpFamily.ShouldBe(IpFamily.Dual);
        plan.Network.Vip.ShouldBe(new VipPlan { Address = IPAddress.Parse("192.0.2.10"), Mode = VipMode.External, Vrid = 137 });
        plan.Network.ExternalAddresses.ShouldBe([IPAddress.Parse("198.51.100.7")]);
        plan.Network.Domain.ShouldBe("acp.example.internal");
        plan.Network.AccessAddress.ShouldBe("acp.example.internal");
        plan.Network.OtherAccessAddresses.ShouldBe(["192.0.2.10"]);
        plan.Network.Ports.ShouldBe(new AccessPorts { Https = 443, Http = 80 });
        plan.Network.ClusterCidr.ShouldBe([IPNetwork.Parse("10.3.0.0/16"), IPNetwork.Parse("fd00:10:3::/112")]);
        plan.Network.ServiceCidr.ShouldBe([IPNetwork.Parse("10.4.0.0/16")]);
        plan.Network.JoinCidr.ShouldBe([IPNetwork.Parse("100.64.0.0/16")]);
        plan.Network.RuntimeSubnet.ShouldBe(IPNetwork.Parse("10.9.0.0/24"));
        plan.Network.Nic.ShouldBe("bond0");
        plan.Network.Dns.ShouldBe([IPAddress.Parse("192.0.2.53")]);
        plan.Certificate.ShouldBe(new CertificatePlan { Mode = CertificateMode.Own, CertificateFile = "/etc/acp/tls.crt", KeyFile = "/etc/acp/tls.key" });
        plan.Registry.ShouldBe(new RegistryPlan { Mode = RegistryMode.External, Address = "registry.example.internal:5000", Credential = "site-registry" });
        plan.Storage.ShouldBe(new StoragePlan { Topolvm = true, Rook = true });
        plan.Isv.ShouldBe(new IsvPlan { Cpu = 4, MemoryGb = 8 });
        plan.WorkloadClusters.ShouldBe([new WorkloadClusterPlan { Name = "prod", Address = "192.0.2.50", SameNetwork = false }]);
        plan.Package.ShouldBe(new PackagePlan { Architecture = PackageArchitecture.Hybrid, InstallDirectory = "/data/cpaas-install" });
        plan.Isolation.ShouldBeTrue();
        plan.HostnameAsNodeName.ShouldBeFalse();
        plan.DisasterRecovery.ShouldBe(new DisasterRecoveryPlan { Role = DisasterRecoveryRole.Primary, Peer = "global-standby" });
        plan.Ssh.ShouldBe(new SshPlan { User = "ops", Port = 2222 });
        plan.Nodes.Length.ShouldBe(2);
        plan.Nodes[0].Name.ShouldBe("cp-1");
        plan.Nodes[0].Address.ShouldBe(IPAddress.Parse("192.0.2.11"));
        plan.Nodes[0].Ipv6.ShouldBe(IPAddress.Parse("2001:db8::11"));
        plan.Nodes[0].Roles.ShouldBe(NodeRoles.ControlPlane | NodeRoles.Installer);
        plan.Nodes[0].Labels["zone"].ShouldBe("a");
        plan.Waivers.ShouldBe([new PlanWaiver { Check = "hardware.disk-ssd", Node = "cp-2", Until = new DateOnly(2027, 1, 31), By = "ops-lead", Reason = "array with NVMe cache" }]);
    }

    [Fact]
    public void Read_OnlyRequiredKeys_TakesTheDefaults()
    {
        var plan = FleetPlanReader.Read(PlanTexts.Smallest, "fleet.yaml").Plan.ShouldNotBeNull();

        plan.Profile.ShouldBe("acp-4.1");
        plan.Network.Cni.ShouldBe(CniPlugin.KubeOvn);
        plan.Network.Ports.Https.ShouldBe(443);
        plan.HostnameAsNodeName.ShouldBeTrue();
        plan.Ssh.ShouldBe(new SshPlan());
        plan.Waivers.ShouldBeEmpty();
    }

    [Fact]
    public void Read_ManyFaults_ReportsEachWithItsPlace()
    {
        const string text = """
            apiVersion: acpfleet/v2
            name: global prod
            scenaro: multi-cluster
            network:
              cni: kubeovn
              vip: { address: 192.0.2.300, mode: external }
              ports: { https: "443" }
            isolation: yes
            nodes:
              - { name: CP_1, address: 127.0.0.1, roles: [control-plane, boss] }
              - { name: cp-2, address: 192.0.2.12, roles: worker }
            """;

        var errors = FleetPlanReader.Read(text, "fleet.yaml").Errors;

        errors.Select(error => $"{error.Line}:{error.Column} {error.Path}").ShouldBe(
        [
            "1:13 apiVersion",
            "2:7 name",
            "3:1 scenaro",
            "5:8 network.cni",
            "6:19 network.vip.address",
            "7:19 network.ports.https",
            "8:12 isolation",
            "10:13 nodes[0].name",
            "10:28 nodes[0].address",
            "10:62 nodes[0].roles[1]",
            "11:47 nodes[1].roles",
        ]);
        errors.Single(error => error.Path == "scenaro").Message.En.ShouldContain("did you mean 'scenario'?");
        errors.Single(error => error.Path == "network.cni").Message.En.ShouldContain("did you mean 'kube-ovn'?");
    }

    [Fact]
    public void Render_AnError_NamesFileLineColumnAndPath()
    {
        var error = new PlanError(3, 5, "network.cni", new LocalizedText("no", "否"));

        error.Render("fleet.yaml", Language.English).ShouldBe("fleet.yaml:3:5: network.cni: no");
        error.Render("fleet.yaml", Language.Chinese).ShouldBe("fleet.yaml:3:5: network.cni: 否");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just words")]
    [InlineData("name: [")]
    [InlineData("\u0000")]
    public void Read_NoPlanAtAll_SaysSo(string text)
    {
        var result = FleetPlanReader.Read(text, "fleet.yaml");

        result.Plan.ShouldBeNull();
        result.Errors.ShouldNotBeEmpty();
    }
}
