using System.CommandLine;

namespace AcpFleet.Coordinator.Commands;

/// <summary>The program's commands and what its help says.</summary>
internal static class RootHelp
{
    private const string Description = """
        AcpFleet's coordinator: agents report to it, people ask it.

        Examples:
          acpfleet-coordinator run
          acpfleet-coordinator run --data /srv/acpfleet --fleet global-prod --san coordinator.example.internal --san 192.0.2.5
          acpfleet-coordinator run --data ./try --agents 127.0.0.1:0 --people 127.0.0.1:0

        It listens when it has written DIR/run/endpoints.json. The admin token is in DIR/admin-token,
        the fleet's CA certificate in DIR/ca/ca.crt.

        Exit codes: 0 stopped on request; 1 fault in the program; 2 wrong options or configuration file;
        3 the data directory, the database, the CA or a port cannot be used.
        """;

    public static RootCommand Create()
    {
        var root = new RootCommand(Description) { RunCommand.Create() };
        var version = new Command("version", "Print the version");
        version.SetAction(_ => Console.Out.WriteLine(Product.Version));
        root.Add(version);
        return root;
    }
}
