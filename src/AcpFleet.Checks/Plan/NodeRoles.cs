namespace AcpFleet.Checks.Plan;

/// <summary>What a node does in the <c>global</c> cluster. A node may have several.</summary>
[Flags]
public enum NodeRoles
{
    None = 0,

    /// <summary><c>control-plane</c>.</summary>
    ControlPlane = 1,

    /// <summary><c>worker</c>.</summary>
    Worker = 2,

    /// <summary><c>installer</c>: the control-plane node on which setup.sh runs.</summary>
    Installer = 4,
}
