using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Store;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>What is open before the application is put together.</summary>
internal sealed record CoordinatorParts(
    CoordinatorOptions Options,
    IFleetStore Store,
    CertificateAuthority Authority,
    ServerTls Tls,
    AdminCredential Administrator,
    CoordinatorIdentity Identity,
    TimeProvider Time);
