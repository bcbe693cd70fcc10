using System.Security.Cryptography;
using System.Text;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Host;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>
/// The disk that every virtual machine starts from, and the same machine saved when it had booted. Both are made once
/// per machine and recipe; a new machine is a thin layer over the first or a copy of the second.
/// </summary>
/// <param name="Disk">A raw disk with MBR, ext4 and GRUB, never written to again.</param>
/// <param name="Booted">A qcow2 layer over it with the state <see cref="BootedState"/>.</param>
internal sealed record MachineImage(string Disk, string Booted)
{
    /// <summary>The name of the saved state.</summary>
    public const string BootedState = "booted";

    private const string Suite = "bookworm";
    private const long Size = 3L * 1024 * 1024 * 1024;

    private static readonly string[] Packages = ["apparmor", "grub-pc", "iputils-ping", "linux-image-cloud-amd64", "qemu-guest-agent", "zstd"];
    private static readonly string SetupScript = Path.Combine(Repository.Root, "tests", "AcpFleet.TestBed", "Nodes", "Machines", "setup-machine.sh");
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);

    /// <summary>The image; the first call on a machine makes it, which takes some minutes.</summary>
    /// <param name="bed">Its processes belong to this bed while it is made.</param>
    public static async Task<MachineImage> GetAsync(BedRecord bed, Action<string> say, CancellationToken cancellation)
    {
        var name = Path.Combine(DebianTree.Cache, $"machine-{await RecipeAsync(cancellation)}");
        var image = new MachineImage(name + ".raw", name + ".booted.qcow2");
        if (File.Exists(image.Booted))
            return image;
        var tree = await DebianTree.GetAsync(Suite, Packages);
        using var turn = await Task.Run(() => new FileTurn(name + ".lock"), cancellation);
        if (!File.Exists(image.Disk))
        {
            say("disk image of the virtual machines (made once per machine, some minutes)");
            await InstallAsync(bed, tree, image.Disk + ".part", cancellation);
            File.Move(image.Disk + ".part", image.Disk);
        }

        if (!File.Exists(image.Booted))
        {
            say("first boot of the image by its own boot loader");
            await SaveBootedAsync(bed, image, cancellation);
            File.Move(image.Booted + ".part", image.Booted);
        }

        return image;
    }

    /// <summary>A new disk over the image.</summary>
    public static Task LayAsync(string over, string disk, CancellationToken cancellation) =>
        HostProgram.DoAsync(["qemu-img", "create", "-q", "-f", "qcow2", "-b", over, "-F", "raw", disk], cancellation);

    /// <summary>What has qemu load the image's kernel itself, past the firmware and the boot loader.</summary>
    public static async Task<IReadOnlyList<string>> KernelAsync() => Kernel(await DebianTree.GetAsync(Suite, Packages));

    private static IReadOnlyList<string> Kernel(string tree)
    {
        var boot = Path.Combine(tree, "boot");
        return
        [
            "-kernel", Directory.GetFiles(boot, "vmlinuz-*").Single(), "-initrd", Directory.GetFiles(boot, "initrd.img-*").Single(),
            "-append", "root=/dev/vda1 rw quiet console=ttyS0",
        ];
    }

    private static async Task InstallAsync(BedRecord bed, string tree, string disk, CancellationToken cancellation)
    {
        await DiskImage.MakeAsync(disk, tree, Size, cancellation);
        await using var machine = Process(bed);
        await machine.StartAsync(disk, "raw", Kernel(tree), cancellation);
        await machine.ReadyAsync(BootLimit, cancellation);
        var result = await machine.Agent.RunAsync(["/bin/sh", "-s"], await File.ReadAllBytesAsync(SetupScript, cancellation), cancellation);
        if (result.ExitCode != 0)
            throw new BedException($"The image of the virtual machines cannot be set up. setup-machine.sh: {result}");
        await machine.Agent.RunAsync(["systemctl", "poweroff", "--no-block"], null, cancellation);
        await machine.EndedAsync(BootLimit, cancellation);
    }

    private static async Task SaveBootedAsync(BedRecord bed, MachineImage image, CancellationToken cancellation)
    {
        var layer = image.Booted + ".part";
        File.Delete(layer);
        await LayAsync(image.Disk, layer, cancellation);
        await using var machine = Process(bed);
        await machine.StartAsync(layer, "qcow2", [], cancellation);
        await machine.ReadyAsync(BootLimit, cancellation);
        await QemuMonitor.HumanAsync(Qemu.MonitorSocket(machine.Home), $"savevm {BootedState}", cancellation);
    }

    private static MachineProcess Process(BedRecord bed) => new(bed, "image", bed.ImageTap);

    /// <summary>Whatever the image depends on: another recipe is another image.</summary>
    private static async Task<string> RecipeAsync(CancellationToken cancellation)
    {
        var recipe = new StringBuilder(Suite).Append(Size).AppendJoin(' ', Packages)
            .AppendJoin(' ', Qemu.Command("/", "disk", "qcow2", "tap"))
            .Append(await File.ReadAllTextAsync(SetupScript, cancellation))
            .Append(await HostProgram.DoAsync(["qemu-system-x86_64", "--version"], cancellation));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe.ToString())))[..8];
    }
}
