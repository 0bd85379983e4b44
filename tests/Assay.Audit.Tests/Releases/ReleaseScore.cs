using System.Text.Json;
using Assay.Core;
using Assay.Sources;
using Assay.Tests;

namespace Assay.Audit.Tests;

/// <summary>Facts about labeled releases held against the labels, by the rules of the evaluation script.</summary>
internal sealed class ReleaseScore
{
    private static readonly Dictionary<string, string> Graded = new(StringComparer.Ordinal)
    {
        ["model architecture code"] = "code.arch",
        ["inference code"] = "code.infer",
        ["training code"] = "code.train",
        ["data preprocessing code"] = "code.data",
        ["evaluation code"] = "code.eval",
        ["final parameters"] = "weights.final",
        ["intermediate parameters (checkpoints)"] = "weights.checkpoints",
        ["training data itself"] = "data.train",
        ["data information (sources/processing described)"] = "doc.datainfo",
        ["model card"] = "doc.modelcard",
        ["research paper"] = "doc.paper",
        ["evaluation results"] = "doc.evalresults",
    };

    private readonly int[] _labels = new int[2];
    private readonly int[] _right = new int[2];

    public List<string> Errors { get; } = [];

    public int WrongAbsent { get; private set; }

    public int Undecided { get; private set; }

    public int Bare { get; private set; }

    public int Licenses { get; private set; }

    public int LicensesRight { get; private set; }

    public int ClaimsWrong { get; private set; }

    public double Components => (double)_right.Sum() / _labels.Sum();

    public double Balanced => (((double)_right[0] / _labels[0]) + ((double)_right[1] / _labels[1])) / 2;

    public static AssessmentResult Assess(string folder) => ReleaseAssessor.Assess(ReleaseLocator.Locate(new SourceRequest { Source = folder, Offline = true }), TestKnowledge.Table, new AssessOptions { Licenses = TestKnowledge.Licenses });

    public void Add(string name)
    {
        var folder = SharedData.Path("data", "releases", name);
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json")));
        var result = Assess(folder);
        var facts = result.Facts;
        License(name, truth.RootElement, facts);
        Claims(name, truth.RootElement, result.Claims);
        Bare += facts.Components.Count(c => c.Presence is Presence.Absent ? c.Looked.Count == 0 : c.Presence != Presence.Unknown && c.Evidence.Count == 0);
        foreach (var label in truth.RootElement.GetProperty("components").EnumerateObject())
        {
            if (!Graded.TryGetValue(label.Name, out var id)) continue;
            var (status, where) = Label(truth.RootElement.GetProperty("components"), label.Name, label.Value);
            if (status != "unknown") Compare(name, id, status, where, Best(facts, id), facts);
        }
    }

    private void License(string name, JsonElement truth, FactBase facts)
    {
        static string Fold(string? id) => string.Join('-', (id ?? "").ToLowerInvariant().Split(['-', '.', ' ', '_'], StringSplitOptions.RemoveEmptyEntries)).Replace("licenseref-", "", StringComparison.Ordinal);
        if (!truth.TryGetProperty("weights_license_ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() == 0) return;
        var got = facts.Components.First(c => c.Id == "weights.final").License.Expression;
        Licenses++;
        if (ids.EnumerateArray().Any(i => Fold(i.GetString()) == Fold(got))) LicensesRight++;
        else Errors.Add($"{name} weights license want {ids} got {got}");
    }

    private void Claims(string name, JsonElement truth, IReadOnlyList<ClaimInfo> claims)
    {
        var label = truth.TryGetProperty("open_source_claim", out var c) ? c.GetString() : null;
        var bad = claims.Where(x => x.Kind is ClaimKind.OpenSource or ClaimKind.FullyOpen && x.Polarity == Polarity.Asserts && x.Finding == ClaimFinding.Contradicted).ToList();
        if (bad.Count > 0 == (label == "contradicted")) return;
        ClaimsWrong++;
        Errors.Add($"{name} claim want {label ?? "none"} got {string.Join(" / ", bad.Select(b => b.Quote + " because " + b.Because[0].Text))} of {claims.Count}: {string.Join(" / ", claims.Take(5).Select(x => $"{x.Kind} {x.Finding} {x.Quote[..Math.Min(60, x.Quote.Length)]}"))}");
    }

    private void Compare(string name, string id, string status, string where, ComponentFact fact, FactBase facts)
    {
        var want = status is "present" or "partial" ? 1 : 0;
        var says = fact.Presence is Presence.Present or Presence.Partial || (fact.Presence == Presence.Claimed && fact.Basis != Basis.Promised && where is "linked" or "none");
        _labels[want]++;
        if (fact.Presence == Presence.Unknown) Undecided++;
        if (want == 1 && fact.Presence == Presence.Absent) WrongAbsent++;
        if (says == (want == 1)) _right[want]++;
        else Errors.Add($"{name} {id} want {status} ({where}) got {fact.Presence} {fact.Basis} by {fact.DecidedBy} {string.Join(" / ", fact.Evidence.Select(e => facts.Evidence[e].Quote))}");
    }

    private static (string Status, string Where) Label(JsonElement all, string name, JsonElement label)
    {
        var status = label.GetProperty("status").GetString()!;
        var where = label.TryGetProperty("where", out var w) ? w.GetString() ?? "" : "";
        if (name != "research paper") return (status, where);
        var report = all.TryGetProperty("technical report", out var r) ? r.GetProperty("status").GetString()! : "unknown";
        string[] both = [status, report];
        return (both.Any(s => s is "present" or "partial") ? "present" : both.All(s => s == "absent") ? "absent" : "unknown", "linked");
    }

    private static ComponentFact Best(FactBase facts, string id)
    {
        static int Rank(ComponentFact f) => f.Presence switch { Presence.Present => 3, Presence.Partial => 2, Presence.Claimed => 1, _ => 0 };
        string[] ids = id == "doc.paper" ? ["doc.paper", "doc.report"] : [id];
        return facts.Components.Where(c => ids.Contains(c.Id)).OrderByDescending(Rank).First();
    }
}
