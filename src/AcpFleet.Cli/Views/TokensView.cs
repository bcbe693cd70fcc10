using AcpFleet.Checks.Text;
using System.Globalization;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>Join tokens, one line each, the newest first.</summary>
internal sealed class TokensView(Screen screen, TimeProvider time)
{
    public void Write(IReadOnlyList<TokenView> tokens)
    {
        if (tokens.Count == 0)
        {
            screen.Paragraph(screen.Say(Sentences.NoTokens));
            return;
        }

        var table = new TextTable()
            .Column(screen.Say(Words.Id))
            .Column(screen.Say(Words.State))
            .Column(screen.Say(Words.Uses), right: true)
            .Column(screen.Say(Words.Expires))
            .Column(screen.Say(Words.Created), rank: 1)
            .Column(screen.Say(Words.Note), rank: 2);
        foreach (var token in tokens.OrderByDescending(token => token.CreatedAt))
        {
            table.Row(
                new StyledText(SafeText.Of(token.Id, 40), Palette.Path),
                new StyledText(SafeText.Of(screen.Say(Words.Of(token.State))), OutcomeLook.StyleOf(token.State)),
                $"{token.Uses}/{token.MaxUses}",
                Moment(token.ExpiresAt),
                Moment(token.CreatedAt),
                SafeText.Of(token.Note, 60));
        }

        table.WriteTo(screen);
    }

    private string Moment(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
