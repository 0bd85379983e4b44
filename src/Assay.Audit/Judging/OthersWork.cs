using Assay.Core;

namespace Assay.Audit;

/// <summary>Sets aside what speaks of somebody else's work.</summary>
internal static class OthersWork
{
    /// <summary>The observations that speak of this release.</summary>
    /// <param name="found">All of them.</param>
    /// <param name="own">Names that tell what belongs to this model.</param>
    /// <param name="book">The words that tell a place.</param>
    public static IEnumerable<Observation> Without(IReadOnlyList<Observation> found, OwnNames own, PlaceBook book)
    {
        var denied = found.Any(o => o.Component == ComponentId.CodeTrain && o.Says == Stance.Denies);
        return found.Where(o => !IsBlog(o, own) && !(denied && IsFramework(o, own, book)));
    }

    // A post on a page that is neither the publisher's nor named after the model reports on somebody else's work.
    private static bool IsBlog(Observation o, OwnNames own)
    {
        if (o.Rule != "link.blog" || o.Start < 0 || o.File.Text is not { } text) return false;
        var before = text.Text[Math.Max(0, o.Start - 24)..o.Start];
        return !before.Contains("our ", StringComparison.OrdinalIgnoreCase) && !own.IsOwnAddress(Words(o));
    }

    // A publisher who keeps the training code back may still name the public framework that it was built on.
    private static bool IsFramework(Observation o, OwnNames own, PlaceBook book) => o.Component == ComponentId.CodeTrain && o.Says == Stance.Links && o.Start >= 0 && o.File.Text is not null
        && Repository.Of(Words(o), book.CodeHosts) is { } repository && !own.Has(repository) && !own.IsOfAccount(repository);

    private static string Words(Observation o) => o.File.Text!.Text.Substring(o.Start, Math.Min(o.Length, o.File.Text.Text.Length - o.Start));
}
