using System.CommandLine;
using Assay.Core;
using Assay.Engine;

namespace Assay.Cli.Commands;

/// <summary><c>assay review init SOURCE</c>: a file with everything that needs a person.</summary>
internal static class ReviewCommand
{
    public static Command Create(CliContext context)
    {
        var options = new AuditOptions();
        var init = new Command("init", "Write a review file with everything in a release that needs a person");
        options.AddTo(init);
        init.Options.Add(CommonOptions.Output);
        init.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var report = new AuditUseCase(knowledge, context.Clock, CliContext.Version).Run(options.Read(parse));
            context.Write(ReviewTemplate.From(report, new MessageCatalog(knowledge)), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return new Command("review", "Decisions of persons, applied after the rules") { init };
    }
}
