using Spectre.Console;

namespace AcpFleet.Cli.Terminal;

/// <summary>The few styles of the product: from the terminal's own sixteen colours, so that they suit its background.</summary>
internal static class Palette
{
    public static Style Plain { get; } = Style.Plain;

    public static Style Strong { get; } = new(decoration: Decoration.Bold);

    public static Style Faint { get; } = new(decoration: Decoration.Dim);

    public static Style Good { get; } = new(Color.Green);

    public static Style Bad { get; } = new(Color.Red);

    public static Style Doubt { get; } = new(Color.Olive);

    public static Style Accepted { get; } = new(Color.Purple);

    public static Style Path { get; } = new(Color.Teal);

    public static Style BadBadge { get; } = new(Color.White, Color.Maroon, Decoration.Bold);

    public static Style GoodBadge { get; } = new(Color.White, Color.Green, Decoration.Bold);
}
