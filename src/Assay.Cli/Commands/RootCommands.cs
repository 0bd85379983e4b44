using System.CommandLine;

namespace Assay.Cli.Commands;

/// <summary>The command tree. Each room adds its commands with one line here.</summary>
internal static class RootCommands
{
    public static RootCommand Create(CliContext context) => new("Evidence-based due diligence for AI models.")
    {
        ClaimsCommand.Create(context),
        AuditCommand.Create(context),
        RebuildCommand.Create(context),
        KnowledgeCommands.Create(context),
        WeightsCommands.Create(context),
        SizeCommand.Create(context),
        DecideCommand.Create(context),
        FrameworkCommands.List(context),
        FrameworkCommands.Explain(context),
        DiffCommand.Create(context),
        ReviewCommand.Create(context),
        LicenseCommands.Create(context),
        LineageCommands.Sketch(context),
        LineageCommands.Lineage(context),
        CommonOptions.Knowledge,
        CommonOptions.Quiet,
        CommonOptions.Verbose,
        CommonOptions.LogFormat,
    };
}

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    public static Option<string?> Knowledge { get; } = new("--knowledge") { Description = "Use the knowledge files of this folder", HelpName = "DIR", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress on standard error", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Write out what folds away: every requirement of every framework, and licenses that cover nothing", Recursive = true };

    public static Option<string> LogFormat { get; } = Logs();

    public static Option<string?> Output { get; } = new("-o", "--output") { Description = "Write to this file", HelpName = "FILE" };

    private static Option<string> Logs()
    {
        var option = new Option<string>("--log-format") { Description = "Progress and errors on standard error as text, or as one JSON object a line", Recursive = true, DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    /// <summary>The option <c>--format</c> with its choices; the first is the default.</summary>
    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "Output format", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
