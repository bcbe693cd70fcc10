using Xunit;

namespace AcpFleet.TestKit.Requirements;

/// <summary>
/// A part of the machine that a test cannot do without: a program, a right, a kernel feature.
/// Without it the test is skipped and says why; under CI=true it fails instead, for there everything must be in place.
/// Tests that use it are marked <c>[SkippableFact]</c> or <c>[SkippableTheory]</c>.
/// </summary>
public static class RequiredPart
{
    /// <summary>Whether missing parts are failures.</summary>
    public static bool MustBePresent { get; } =
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <param name="present">Whether the part is there.</param>
    /// <param name="missing">What is missing and which install step brings it: "python3-grpcio: apt-get install python3-grpcio".</param>
    public static void Need(bool present, string missing)
    {
        if (present)
            return;
        if (MustBePresent)
            throw new RequiredPartMissingException(missing);
        Skip.If(true, $"Missing here: {missing}");
    }

    /// <summary>A program by name on the PATH, or by absolute path.</summary>
    /// <returns>Its absolute path.</returns>
    public static string NeedProgram(string program, string installStep)
    {
        var found = FindProgram(program);
        Need(found is not null, $"the program {program}. {installStep}");
        return found!;
    }

    /// <summary>Root, for tests that make namespaces, mounts or read what only root may.</summary>
    public static void NeedRoot() => Need(Environment.IsPrivilegedProcess, "root rights. Run the tests as root.");

    private static string? FindProgram(string program)
    {
        if (Path.IsPathRooted(program))
            return File.Exists(program) ? program : null;
        var directories = Environment.GetEnvironmentVariable("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin";
        return directories.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
    }
}
