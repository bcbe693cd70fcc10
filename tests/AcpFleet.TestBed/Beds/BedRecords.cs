using System.Text.Json;

namespace AcpFleet.TestBed.Beds;

/// <summary>The beds of this machine: one file each, claimed by its name, and a directory beside it.</summary>
public static class BedRecords
{
    /// <summary>On a disk: the upper layers of containers and the disks of virtual machines lie here.</summary>
    public const string Root = "/var/lib/acpfleet-tests";

    private const int Numbers = 256;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Takes a free number whose addresses nothing on this machine uses.</summary>
    internal static BedRecord Claim()
    {
        Directory.CreateDirectory(Root);
        // From anywhere on, so that two that begin at once rarely meet, and a number is not taken again at once.
        var from = Random.Shared.Next(Numbers);
        for (var step = 0; step < Numbers; step++)
        {
            var number = (from + step) % Numbers;
            var record = new BedRecord(number, ProcessStamp.Current(), Kept: false, []);
            if (File.Exists(FileOf(record)) || AddressRange.IsInUse(record.Gateway))
                continue;
            if (TryCreate(record))
                return record;
        }

        throw new BedException($"All {Numbers} address ranges 10.213.N.0/24 are taken. 'tests/testbed status' lists beds, 'tests/testbed down' removes them.");
    }

    internal static void Save(BedRecord record) => File.Move(Written(record), FileOf(record), overwrite: true);

    internal static void Forget(BedRecord record) => File.Delete(FileOf(record));

    /// <summary>Every bed of this machine, whoever owns it.</summary>
    public static IReadOnlyList<BedRecord> All()
    {
        if (!Directory.Exists(Root))
            return [];
        var records = new List<BedRecord>();
        foreach (var file in Directory.EnumerateFiles(Root, "*.json").Order(StringComparer.Ordinal))
        {
            if (Read(file) is { } record)
                records.Add(record);
        }

        return records;
    }

    private static BedRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<BedRecord>(File.ReadAllBytes(file), Json);
        }
        catch (FileNotFoundException)
        {
            return null; // its owner has just taken it away
        }
    }

    private static bool TryCreate(BedRecord record)
    {
        var written = Written(record);
        try
        {
            File.Move(written, FileOf(record), overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(FileOf(record)))
        {
            File.Delete(written);
            return false;
        }
    }

    /// <summary>A record is whole when its name appears.</summary>
    private static string Written(BedRecord record)
    {
        var file = $"{FileOf(record)}.{Environment.ProcessId}";
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(record, Json));
        return file;
    }

    private static string FileOf(BedRecord record) => record.Directory + ".json";
}
