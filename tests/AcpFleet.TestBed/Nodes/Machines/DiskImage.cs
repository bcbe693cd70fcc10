using System.Buffers.Binary;
using System.Globalization;
using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>A disk with a partition table and one ext4 partition made of a tree, without a mount or a loop device.</summary>
internal static class DiskImage
{
    private const int Sector = 512;

    /// <summary>Where the partition begins: the usual first MiB is left to the table and the boot loader.</summary>
    private const int FirstSector = 2048;

    private const byte Linux = 0x83;
    private const byte Active = 0x80;

    /// <summary>In place of a cylinder, head and sector: look at the sector numbers.</summary>
    private static readonly byte[] BeyondGeometry = [0xFE, 0xFF, 0xFF];

    public static async Task MakeAsync(string file, string tree, long size, CancellationToken cancellation)
    {
        File.Delete(file);
        await using (var disk = File.Create(file))
        {
            disk.SetLength(size);
            disk.Position = Sector - 2 - (4 * 16) - 6;
            disk.Write(Table(size));
        }

        await HostProgram.DoAsync(
            [
                "mkfs.ext4", "-q", "-F", "-E", string.Create(CultureInfo.InvariantCulture, $"offset={FirstSector * Sector}"),
                "-d", tree, file, string.Create(CultureInfo.InvariantCulture, $"{(size / 1024) - (FirstSector * Sector / 1024)}k"),
            ],
            cancellation);
    }

    /// <summary>The disk's signature, four entries of 16 bytes and the mark at the sector's end.</summary>
    private static byte[] Table(long size)
    {
        var table = new byte[6 + (4 * 16) + 2];
        Random.Shared.NextBytes(table.AsSpan(0, 4));
        var entry = table.AsSpan(6, 16);
        entry[0] = Active;
        BeyondGeometry.CopyTo(entry[1..]);
        entry[4] = Linux;
        BeyondGeometry.CopyTo(entry[5..]);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], FirstSector);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)((size / Sector) - FirstSector));
        table[^2] = 0x55;
        table[^1] = 0xAA;
        return table;
    }
}
