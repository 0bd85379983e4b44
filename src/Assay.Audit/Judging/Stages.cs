using Assay.Core;

namespace Assay.Audit;

/// <summary>Keeps what speaks of the base model apart from what speaks of post-training, where a release has both.</summary>
internal static class Stages
{
    public static IEnumerable<(string? Stage, IReadOnlyList<Observation> Found)> Of(ComponentId component, IReadOnlyList<Observation> found)
    {
        var post = found.Where(o => o.Stage == "post").ToList();
        var rest = found.Where(o => o.Stage != "post").ToList();
        var both = post.Exists(Positive) && (component == ComponentId.CodeTrain ? rest.Exists(Positive) : component == ComponentId.DataTrain && rest.Exists(o => o.Stage == "base" && Positive(o)));
        return both ? [("base", rest), ("post", [.. post.Select(AsWhole)])] : [(null, found)];
    }

    private static bool Positive(Observation o) => o.Says is Stance.Shows or Stance.Part or Stance.Links or Stance.LinksPart;

    // Fine-tuning code is a part of what trained the model, and all of what post-training needs.
    private static Observation AsWhole(Observation o) => o.Says switch
    {
        Stance.Part => o with { Says = Stance.Shows },
        Stance.LinksPart => o with { Says = Stance.Links },
        _ => o,
    };
}
