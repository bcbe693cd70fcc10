namespace AcpFleet.Checks.Tests.Plan;

/// <summary>Plans that tests begin with.</summary>
internal static class PlanTexts
{
    public const string Smallest = """
        apiVersion: acpfleet/v1
        name: trial
        scenario: single-node
        nodes:
          - { name: cp-1, address: 192.0.2.11, roles: [control-plane, installer] }
        """;

    public const string EveryKey = """
        apiVersion: acpfleet/v1
        name: global-prod
        profile: acp-4.1
        scenario: multi-cluster
        phase: after
        network:
          cni: kube-ovn
          ipFamily: dual
          vip: { address: 192.0.2.10, mode: external, vrid: 137 }
          externalAddresses: [198.51.100.7]
          domain: acp.example.internal
          accessAddress: acp.example.internal
          otherAccessAddresses: [192.0.2.10]
          ports: { https: 443, http: 80 }
          clusterCidr: "10.3.0.0/16,fd00:10:3::/112"
          serviceCidr: 10.4.0.0/16
          joinCidr: 100.64.0.0/16
          runtimeSubnet: 10.9.0.0/24
          nic: bond0
          dns: [192.0.2.53]
        certificate: { mode: own, certificateFile: /etc/acp/tls.crt, keyFile: /etc/acp/tls.key }
        registry: { mode: external, address: "registry.example.internal:5000", credential: site-registry }
        storage: { topolvm: true, rook: true }
        isv: { cpu: 4, memoryGB: 8 }
        workloadClusters:
          - { name: prod, address: 192.0.2.50, sameNetwork: false }
        package: { architecture: hybrid, installDirectory: /data/cpaas-install }
        isolation: true
        hostnameAsNodeName: false
        disasterRecovery: { role: primary, peer: global-standby }
        ssh: { user: ops, port: 2222 }
        nodes:
          - { name: cp-1, address: 192.0.2.11, ipv6: "2001:db8::11", roles: [control-plane, installer], labels: { zone: a } }
          - { name: cp-2, address: 192.0.2.12, roles: [control-plane], labels: { zone: b } }
        waivers:
          - { check: hardware.disk-ssd, node: cp-2, until: 2027-01-31, by: ops-lead, reason: "array with NVMe cache" }
        """;
}
