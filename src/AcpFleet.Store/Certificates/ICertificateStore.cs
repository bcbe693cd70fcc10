namespace AcpFleet.Store.Certificates;

/// <summary>Certificates of agents. They come to be in <see cref="Tokens.ITokenStore.SpendAsync"/>.</summary>
public interface ICertificateStore
{
    Task<IReadOnlyList<CertificateRecord>> ListAsync(CancellationToken cancellationToken);

    Task<CertificateRecord?> FindAsync(string serial, CancellationToken cancellationToken);
}
