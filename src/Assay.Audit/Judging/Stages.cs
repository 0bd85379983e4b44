using Assay.Core;

namespace Assay.Audit;

/// <summary>Keeps what speaks of the base model apart from what speaks of post-training, where a release has both.</summary>
internal static class Stages
{
    /// <summary>Components that can differ between the stages.</summary>
    private static readonly ComponentId[] Staged = [ComponentId.CodeTrain, ComponentId.DataTrain, ComponentId.WeightsFinal, ComponentId.DocDataInfo, ComponentId.DocDataCard, ComponentId.DocEvalResults, ComponentId.DocCompute];

    public static IEnumerable<(string? Stage, IReadOnlyList<Observation> Found)> Of(ComponentId component, IReadOnlyList<Observation> found)
    {
        var post = found.Where(o => o.Stage == "post").ToList();
        var rest = found.Where(o => o.Stage != "post").ToList();
        if (component == ComponentId.WeightsFinal && rest.Exists(o => o.Stage == "base"))
        {
            // Beside named base weights, what bears the plain name is what users get.
            post = [.. found.Where(o => o.Stage != "base")];
            rest = [.. found.Where(o => o.Stage == "base")];
        }

        return Staged.Contains(component) && Both(component, rest, post) ? [("base", rest), ("post", [.. post.Select(AsWhole)])] : [(null, found)];
    }

    // What no words give to a stage is taken for the base model's training code; of anything else both stages must be named.
    private static bool Both(ComponentId component, List<Observation> rest, List<Observation> post)
    {
        bool Is(Observation o) => component == ComponentId.DocDataInfo ? o.Topic is "provenance" or "obtained" or "listing-public" or "listing-obtainable" : Positive(o);
        var named = component == ComponentId.CodeTrain ? rest.FindAll(Is) : rest.FindAll(o => o.Stage == "base" && Is(o));
        var after = post.FindAll(Is);
        if (named.Count == 0 || after.Count == 0) return false;
        return component != ComponentId.WeightsFinal || named.Exists(IsHere) == rest.Concat(post).Any(IsHere) && after.Exists(IsHere) == rest.Concat(post).Any(IsHere);
    }

    private static bool IsHere(Observation o) => o.Says is Stance.Shows or Stance.Part;

    private static bool Positive(Observation o) => o.Says is Stance.Shows or Stance.Part or Stance.Links or Stance.LinksPart;

    // Fine-tuning code is a part of what trained the model, and all of what post-training needs.
    private static Observation AsWhole(Observation o) => (o.Component == ComponentId.CodeTrain ? o.Says : Stance.Mentions) switch
    {
        Stance.Part => o with { Says = Stance.Shows },
        Stance.LinksPart => o with { Says = Stance.Links },
        _ => o,
    };
}
