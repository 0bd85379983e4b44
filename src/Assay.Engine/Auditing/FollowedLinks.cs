using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>
/// The repositories of the hub that a card names as its data or as its base: what <c>--follow</c> adds, once and within a budget.
/// A local source opens no connection, so nothing of it is followed.
/// </summary>
/// <param name="Sources">SOURCE arguments, such as <c>hf:datasets/ORG/NAME</c>, in the order of the card.</param>
/// <param name="NotFollowed">What was left, and why.</param>
internal sealed partial record FollowedLinks(IReadOnlyList<string> Sources, IReadOnlyList<NotLooked> NotFollowed)
{
    /// <summary>Most repositories that are followed.</summary>
    private const int Budget = 8;

    /// <summary>Reads the model's card.</summary>
    public static FollowedLinks Of(Release release, AuditRequest request, MessageCatalog messages)
    {
        if (!request.Source.StartsWith("hf:", StringComparison.Ordinal) || request.Offline) return new FollowedLinks([], [new NotLooked("--follow", messages["coverage.follow-local"])]);
        if (Card(release, request.Limits) is not { } card) return new FollowedLinks([], []);
        var own = request.Source[3..].Split('@')[0];
        var named = Named(card).Where(n => n != "hf:" + own).Distinct(StringComparer.Ordinal).ToList();
        return new FollowedLinks([.. named.Take(Budget)], [.. named.Skip(Budget).Select(n => new NotLooked(n, messages["coverage.follow-budget"]))]);
    }

    private static MarkdownDocument? Card(Release release, Limits limits)
    {
        if (release.Model.Snapshot is not { } snapshot || snapshot.Find("README.md") is not { State: EntryState.Bytes } entry) return null;
        try
        {
            return snapshot.ReadText(entry, limits) is { } text ? MarkdownDocument.Parse(text) : null;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Named(MarkdownDocument card)
    {
        if (card.FrontMatter?.Root is { } root)
        {
            foreach (var item in Items(root, "base_model")) yield return "hf:" + item;
            foreach (var item in Items(root, "datasets")) yield return "hf:datasets/" + item;
        }

        foreach (var link in card.Links)
        {
            if (DataSet().Match(link.Target) is { Success: true } match) yield return "hf:datasets/" + match.Groups[1].Value;
        }
    }

    private static IEnumerable<string> Items(DataNode root, string key) =>
        root[key] is { } node ? node.Items(orScalar: true).Where(i => i.Kind is DataKind.Plain or DataKind.Quoted).Select(i => i.Text.Trim()).Where(t => Repository().IsMatch(t)) : [];

    [GeneratedRegex(@"^https?://(?:huggingface\.co|hf\.co)/datasets/([A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96})(?:[/?#]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex DataSet();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}$", RegexOptions.NonBacktracking)]
    private static partial Regex Repository();
}
