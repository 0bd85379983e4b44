using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Document;
using Assay.Reports.Json;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay claims PATH|-</c>: what a card says about openness, and of which license it speaks.</summary>
internal static class ClaimsCommand
{
    public static Command Create(CliContext context)
    {
        var path = new Argument<string>("PATH") { Description = "A card, or - for standard input" };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("claims", "Say what a card claims, denies and hedges about openness, and which licenses it names") { path };
        foreach (var option in new Option[] { format, CommonOptions.Output }) command.Options.Add(option);
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var source = parse.GetValue(path)!;
            using var input = Input.Open(source);
            var result = ClaimsUseCase.Run(knowledge, source == "-" ? "standard input" : source, input.Blob, Limits.Default);
            var text = parse.GetValue(format) == "json"
                ? ClaimsJson.Write(result)
                : TextRenderer.Render(new ClaimsComposer(new MessageCatalog(knowledge)).Compose(source, result), context.Terminal.Width, context.Terminal.Colors);
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }
}
