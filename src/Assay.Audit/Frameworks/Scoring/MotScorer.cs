using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// The classes as the Model Openness Tool computes them, its quirks included (ModelEvaluator.php at commit 8b5d30e):
/// a paper may stand in for the report but not the other way round; a class below 100 % sets the harder ones to 0;
/// a report that is the only part of class III at the head of its list passes for missing.
/// </summary>
internal static class MotScorer
{
    private const string Report = "doc.report";
    private const string Paper = "doc.paper";

    public static Scored Score(Framework framework, IReadOnlyList<EvaluatedRequirement> requirements)
    {
        var shown = new Tally(requirements, r => r.Outcome == RequirementOutcome.Met);
        var possible = new Tally(requirements, r => r.Outcome == RequirementOutcome.Met || r.IsOpen);
        var progress = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in ClassScorer.Classes) progress[name] = shown.Progress(name);
        var missing = ClassScorer.Missing(requirements, shown.Class).Where(r => r.Requirement.Id != Report || !shown.PaperStandsIn);
        return new Scored(ClassScorer.OutcomeOf(shown.Class, possible.Class), shown.Class, null, progress, [.. missing]);
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, List<string>> _included = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _required = new(StringComparer.Ordinal);

        public Tally(IReadOnlyList<EvaluatedRequirement> requirements, Func<EvaluatedRequirement, bool> isIncluded)
        {
            IEnumerable<EvaluatedRequirement> cumulative = [];
            foreach (var name in ClassScorer.Classes)
            {
                cumulative = [.. cumulative, .. requirements.Where(r => r.Requirement.Required && string.Equals(r.Requirement.Level, name, StringComparison.Ordinal))];
                _included[name] = [.. cumulative.Where(isIncluded).Select(r => r.Requirement.Id)];
                _required[name] = cumulative.Count();
            }

            PaperStandsIn = _included["III"].IndexOf(Report) <= 0 && _included["I"].Contains(Paper);
            if (!PaperStandsIn) return;
            _included["III"].Add(Paper);
            _included["II"].Add(Paper);
        }

        public bool PaperStandsIn { get; }

        public string Class => ClassScorer.Classes.LastOrDefault(name => Progress(name) >= 100, ClassScorer.None);

        public double Progress(string name)
        {
            foreach (var easier in ClassScorer.Classes.TakeWhile(c => c != name))
            {
                if (_included[easier].Count < _required[easier]) return 0;
            }

            var total = _required[name];
            if (name == "I" && _included[name].IndexOf(Report) <= 0 && _included[name].IndexOf(Paper) > 0) total--;
            return Math.Min(100, (double)_included[name].Count / total * 100);
        }
    }
}
