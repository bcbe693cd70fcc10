namespace AcpFleet.Checks.Plan;

/// <summary>The network plug-in of the <c>global</c> cluster (setup.sh <c>--network-mode</c>).</summary>
public enum CniPlugin
{
    /// <summary><c>kube-ovn</c>, the installer's default.</summary>
    KubeOvn,

    /// <summary><c>calico</c>.</summary>
    Calico,
}
