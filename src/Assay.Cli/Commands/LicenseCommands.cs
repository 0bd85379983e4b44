using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Formats;
using Assay.Licensing;
using Assay.Reports.Document;
using Assay.Reports.Licensing;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay license</c>: what license texts are and what they allow.</summary>
internal static class LicenseCommands
{
    public static Command Create(CliContext context) => new("license", "What license texts are and what they allow")
    {
        Identify(context),
        Show(context),
        List(context),
        Compare(context),
        LearnedLicenses.Learn(context),
    };

    private static Command Identify(CliContext context)
    {
        var path = new Argument<string>("PATH") { Description = "A file, a folder, or - for standard input" };
        var noKnown = new Option<bool>("--no-known") { Description = "Read the clauses from the words alone, as for a text never seen" };
        var policy = new Option<string?>("--policy") { Description = "The acceptable use policy that the license incorporates", HelpName = "FILE" };
        var format = CommonOptions.Format("text", "json");
        var use = new Option<string[]>("--use") { Description = "Answer whether a use is allowed: commercial, internal, saas, redistribute, finetune, train-on-outputs, research, or a file with your own facts", HelpName = "USE,...|FILE" };
        var command = new Command("identify", "Name the licenses in a text and read their clauses") { path, noKnown, policy, use, format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var analyzer = Open(knowledge);
            var options = new AnalyzeOptions { NoKnown = parse.GetValue(noKnown), TermsOnly = Directory.Exists(parse.GetValue(path)), Policy = parse.GetValue(policy) is { } file ? LicenseInput.Text(file) : null };
            var messages = new Lazy<MessageCatalog>(() => new MessageCatalog(knowledge));
            var advisor = new Lazy<UseAdvisor>(() => new UseAdvisor(messages.Value));
            var requests = UseRequests.Of(AuditOptions.Split(parse.GetValue(use)));
            var where = parse.GetValue(path)!;
            var places = LicenseInput.Find(where);
            LicenseInput.Item? single = places.Count == 1 ? places[0].Read() : null;
            var pairing = new PolicyPairing(analyzer, single is { } item ? Beside(item, where) : Policies(places));
            var result = new LicenseIdentification(OnAllProcessors(places, p => Asked(advisor, requests, Analyze(pairing, single ?? p.Read(), options))));
            var output = parse.GetValue(CommonOptions.Output);
            if (parse.GetValue(format) == "json") context.Write(stream => LicenseJson.Write(result, stream), output);
            else context.Write(Render(context, new LicenseComposer(messages.Value).Compose(result)), output);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "An SPDX id, one of ours, a hub tag or an address" };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("show", "Show the reviewed facts of a known license") { id, format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var analyzer = Open(knowledge);
            var file = Named(analyzer, parse.GetValue(id)!);
            var (entry, known) = (analyzer.Catalog.ById(file.Expression!)!, analyzer.Known.Of(file.Expression!)!);
            var text = parse.GetValue(format) == "json"
                ? LicenseJson.Write(new LicenseIdentification([file]))
                : Render(context, new LicenseComposer(new MessageCatalog(knowledge)).Compose(file, entry.Name, known.AsOf, known.Source));
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the licenses with reviewed facts") { CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var licenses = LicenseFacts.Load(knowledge).All.Select(l => (l.Id, l.Freedoms)).ToList();
            context.Write(Render(context, new LicenseComposer(new MessageCatalog(knowledge)).List(licenses)), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Compare(CliContext context)
    {
        var a = new Argument<string>("A") { Description = "A file or an id" };
        var b = new Argument<string>("B") { Description = "A file or an id" };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("compare", "Show the facts of two licenses side by side") { a, b, format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var analyzer = Open(knowledge);
            var result = LicenseComparison.Of(Either(analyzer, parse.GetValue(a)!), Either(analyzer, parse.GetValue(b)!));
            context.Write(parse.GetValue(format) == "json" ? LicenseJson.Write(result) : Render(context, new LicenseComposer(new MessageCatalog(knowledge)).Compose(result)), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static LicenseAnalyzer Open(DataTable knowledge) => new(knowledge, LearnedLicenses.Fingerprints());

    // In the order of the places, whoever reads them.
    private static LicenseFile[] OnAllProcessors(IReadOnlyList<LicenseInput.Place> places, Func<LicenseInput.Place, LicenseFile> analyze)
    {
        var files = new LicenseFile[places.Count];
        if (places.Count == 1) files[0] = analyze(places[0]);
        else Parallel.For(0, places.Count, i => files[i] = analyze(places[i]));
        return files;
    }

    private static LicenseFile Analyze(PolicyPairing pairing, LicenseInput.Item item, AnalyzeOptions options) =>
        item.Document is { } document ? pairing.Analyze(document, options) : new LicenseFile { Path = item.Path, NotRead = item.NotRead };

    // Uses are asked of terms, not of every file that names a license; the evidence of an answer are the codes of its clauses.
    private static LicenseFile Asked(Lazy<UseAdvisor> advisor, IReadOnlyList<UseRequest> requests, LicenseFile file) =>
        requests.Count == 0 || file.Facts.Count == 0 || PolicyPairing.IsPolicy(file.Path) ? file : file with { Uses = [.. requests.SelectMany(r => advisor.Value.Answer(LicenseTerms.Of(file, (code, _) => code), r))] };

    // A license that is asked for alone is read with the policy that it names, where that lies beside it.
    private static IEnumerable<TextDocument> Beside(LicenseInput.Item item, string path) => item.Document is { } document && File.Exists(path) ? LicenseInput.PoliciesBeside(document, path) : [];

    private static IEnumerable<TextDocument> Policies(IReadOnlyList<LicenseInput.Place> places) => places.Where(p => PolicyPairing.IsPolicy(p.Path)).Select(p => p.Read().Document).OfType<TextDocument>();

    private static LicenseFile Either(LicenseAnalyzer analyzer, string name)
    {
        if (!File.Exists(name)) return Named(analyzer, name);
        var text = LicenseInput.Text(name);
        return new PolicyPairing(analyzer, LicenseInput.PoliciesBeside(text, name)).Analyze(text, AnalyzeOptions.Default);
    }

    private static LicenseFile Named(LicenseAnalyzer analyzer, string name)
    {
        if (analyzer.OfTag(name) is { } file) return file;
        throw AssayException.Usage(analyzer.Catalog.Resolve(name) is { } known
            ? $"'{known.Name}' is known by name, but its facts were not reviewed; give a file with its text to 'assay license identify'"
            : $"there is no license '{name}'; 'assay license list' shows those with reviewed facts");
    }

    private static string Render(CliContext context, IReadOnlyList<Block> blocks) => TextRenderer.Render(blocks, context.Terminal.Width, context.Terminal.Colors);
}
