using System.CommandLine;

namespace Assay.Cli.Commands;

/// <summary>The command tree. Each room adds its commands with one line here.</summary>
internal static class RootCommands
{
    private static readonly (string Name, Func<CliContext, Command> Create)[] Commands =
    [
        ("claims", ClaimsCommand.Create),
        ("audit", AuditCommand.Create),
        ("rebuild", RebuildCommand.Create),
        ("knowledge", KnowledgeCommands.Create),
        ("weights", WeightsCommands.Create),
        ("size", SizeCommand.Create),
        ("decide", DecideCommand.Create),
        ("frameworks", FrameworkCommands.List),
        ("explain", FrameworkCommands.Explain),
        ("diff", DiffCommand.Create),
        ("review", ReviewCommand.Create),
        ("license", LicenseCommands.Create),
        ("sketch", LineageCommands.Sketch),
        ("lineage", LineageCommands.Lineage),
    ];

    private static readonly string[] HelpWords = ["-h", "--help", "-?", "/h", "/?"];

    /// <summary>The tree, or only the branch that the arguments ask for: the others cost time and would never be seen.</summary>
    public static Command Create(CliContext context, string[] args)
    {
        var asked = args.Length > 0 ? Array.FindIndex(Commands, c => string.Equals(c.Name, args[0], StringComparison.Ordinal)) : -1;
        var root = asked < 0 || HelpWords.Any(args.Contains) ? new RootCommand("Evidence-based due diligence for AI models.") : new Command("assay");
        foreach (var option in (ReadOnlySpan<Option>)[CommonOptions.Knowledge, CommonOptions.Quiet, CommonOptions.Verbose, CommonOptions.LogFormat]) root.Add(option);
        foreach (var (_, create) in asked < 0 ? Commands : Commands.AsSpan(asked, 1)) root.Add(create(context));
        return root;
    }
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
