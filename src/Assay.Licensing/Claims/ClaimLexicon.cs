using System.Collections.Frozen;
using Assay.Core;

namespace Assay.Licensing.Claims;

/// <summary>Word lists of <c>knowledge/claims</c>, one file a language, with samples that the verifier runs.</summary>
public sealed class ClaimLexicon
{
    private readonly Dictionary<string, FrozenSet<string>> _lists = new(StringComparer.Ordinal);

    private ClaimLexicon(string language, IReadOnlyList<ClaimSample> samples) => (Language, Samples) = (language, samples);

    /// <summary>Language tag.</summary>
    public string Language { get; }

    /// <summary>Sentences with the claim they must give; null claim: none about the model itself.</summary>
    public IReadOnlyList<ClaimSample> Samples { get; }

    /// <summary>A word list; empty where the language has none of that name.</summary>
    public FrozenSet<string> this[string list] => _lists.GetValueOrDefault(list, FrozenSet<string>.Empty);

    /// <summary>Reads <c>claims/LANGUAGE.yaml</c>.</summary>
    /// <exception cref="KnowledgeException">The file is missing or wrong.</exception>
    public static ClaimLexicon Load(DataTable knowledge, string language)
    {
        var path = $"claims/{language}.yaml";
        var map = new StrictMap(knowledge.File(path) ?? throw new KnowledgeException(path, 1, "the file is missing"));
        map.Text("source");
        var samples = map.Nodes("matches").Select(Sample).Concat(map.Texts("rejects").Select(t => new ClaimSample(t, null, null, null))).ToList();
        var lexicon = new ClaimLexicon(map.Text("language"), samples);
        foreach (var (key, _, _) in map.Node.Pairs())
        {
            if (key is "source" or "language" or "matches" or "rejects") continue;
            lexicon._lists[key] = map.Texts(key).ToFrozenSet(StringComparer.Ordinal);
        }

        map.Done();
        return lexicon;
    }

    private static ClaimSample Sample(DataNode node)
    {
        var map = new StrictMap(node);
        var sample = new ClaimSample(map.Text("text"), map.Choice("kind", WireName.All<ClaimKind>()), map.Choice("polarity", WireName.All<Polarity>()), map.Choice("subject", WireName.All<ClaimSubject>()));
        map.Done();
        return sample;
    }
}

/// <summary>A sentence and the claim it must give.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Kind">Kind, or null where it must claim nothing of the model itself.</param>
/// <param name="Polarity">Polarity.</param>
/// <param name="Subject">Subject.</param>
public sealed record ClaimSample(string Text, ClaimKind? Kind, Polarity? Polarity, ClaimSubject? Subject);
