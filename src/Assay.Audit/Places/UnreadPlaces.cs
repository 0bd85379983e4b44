using System.Globalization;
using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>
/// What a release points to and what was not read: repositories, papers, data sets, parents, pages. A component that is kept in such a place is not called absent.
/// </summary>
internal sealed class UnreadPlaces
{
    /// <summary>How many characters before a link tell what it is.</summary>
    private const int Before = 48;

    private readonly ReleaseIndex _index;
    private readonly PlaceBook _book;
    private readonly OwnNames _own;
    private readonly List<Place> _all = [];
    private readonly HashSet<(PlaceKind, string)> _seen = [];

    /// <summary>Collects the places.</summary>
    /// <param name="index">The files.</param>
    /// <param name="book">The words that tell a place.</param>
    /// <param name="found">What the detectors found.</param>
    /// <param name="declared">The parents that the release declares.</param>
    /// <param name="own">Names that tell what belongs to this model.</param>
    public UnreadPlaces(ReleaseIndex index, PlaceBook book, ILookup<ComponentId, Observation> found, IReadOnlyList<DeclaredParent> declared, OwnNames own)
    {
        (_index, _book, _own) = (index, book, own);
        foreach (var file in index.ModelFiles.Where(f => f.Role == FileRole.Card && f.Markdown is not null)) Links(file);
        foreach (var observation in found[ComponentId.CodeTrain].Where(o => o.Says is Stance.Links && o.Stage != "post")) TrainingCode(observation);
        Papers([.. found[ComponentId.DocPaper], .. found[ComponentId.DocReport]]);
        if (!index.Release.Artifacts.Any(a => a.Kind == ArtifactKind.Dataset && a.Snapshot is not null))
        {
            foreach (var observation in found[ComponentId.DataTrain].Where(o => o.Says is Stance.Links or Stance.LinksPart)) Add(PlaceKind.Dataset, DataSetOf(Told(observation)), observation.File, observation.Start, observation.Length);
        }

        Parents(declared);
    }

    // What is only named leads nowhere; it counts where nothing else does. A program's document cites others' work.
    private void Papers(List<Observation> found)
    {
        foreach (var paper in found.Where(o => o.Says is Stance.Links or Stance.LinksPart && !WasRead(Told(o)) && (o.File.Role != FileRole.Document || _own.IsOwnAddress(Told(o))))) Add(PlaceKind.Paper, Told(paper), paper.File, paper.Start, paper.Length);
        if (_all.Exists(p => p.Kind == PlaceKind.Paper)) return;
        foreach (var paper in found.Where(o => o.Says is Stance.States).Take(1)) Add(PlaceKind.Paper, Told(paper), paper.File, paper.Start, paper.Length);
    }

    // A page of a repository's file that lies in what was read is no place that was not.
    private bool WasRead(string address) => Repository.Of(address, _book.CodeHosts) is { } repository && address.Split("/blob/") is [_, var rest]
        && rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && _index.Files.Any(f => f.State == EntryState.Bytes && repository.IsReadAs(f.Artifact) && string.Equals(f.Path, rest[(slash + 1)..].Split('#', '?')[0], StringComparison.Ordinal));

    // One data set has one name, whatever page of it a link leads to.
    private static string DataSetOf(string told)
    {
        var at = told.IndexOf("/datasets/", StringComparison.Ordinal);
        if (at < 0) return told.TrimEnd('/');
        var parts = told[(at + 10)..].Split('/', '#', '?');
        return parts.Length > 1 && parts[1].Length > 0 ? $"{parts[0]}/{parts[1]}" : parts[0];
    }

    /// <summary>All of them, in the order in which they were found.</summary>
    public IReadOnlyList<Place> All => _all;

    /// <summary>The first place of one of some kinds, or null.</summary>
    public Place? First(IReadOnlyList<PlaceKind> kinds) => _all.Find(p => kinds.Contains(p.Kind));

    private void Links(AuditFile file)
    {
        foreach (var link in file.Markdown!.Links.Where(l => !l.IsImage))
        {
            var text = file.Text!.Text;
            var block = file.Markdown.Blocks[link.Block];
            var from = Math.Max(block.Start, link.Start - Before);
            if (_book.Is("others-section", file.Markdown.SectionOf(block).Path)) continue;
            var before = WithoutTags(text[from..link.Start]);
            var words = link.Text.Length > 200 ? link.Text[..200] : link.Text;
            if (Repository.Of(link.Target, _book.CodeHosts) is { } repository)
            {
                if (IsOwn(repository, words, before)) Add(KindOf(repository), repository.Address, file, link.Start, link.Length);
            }
            else if (link.Target.StartsWith("http", StringComparison.OrdinalIgnoreCase) && (_book.Is("page", words) || _book.Is("page", before)) && !_book.Is("not-a-page", link.Target))
            {
                Add(PlaceKind.Page, link.Target, file, link.Start, link.Length);
            }
        }
    }

    private static string WithoutTags(string text)
    {
        var open = text.LastIndexOf('<');
        while (open >= 0)
        {
            var close = text.IndexOf('>', open);
            text = text.Remove(open, close < 0 ? text.Length - open : close + 1 - open);
            open = text.LastIndexOf('<');
        }

        return text.Replace("[", "", StringComparison.Ordinal);
    }

    private bool IsOwn(Repository repository, string words, string before)
    {
        if (_own.IsOtherModel(repository.Name) || _index.Release.Artifacts.Any(a => repository.IsReadAs(a))) return false;
        if (_own.Has(repository)) return true;
        if (_own.IsOfAccount(repository) && _book.Is("about-code", before)) return true;
        return !_book.Is("third-party", before) && (_book.Is("own-words", words) || _book.Is("own-words", before));
    }

    private PlaceKind KindOf(Repository repository) => _book.Is("evaluation-repository", repository.Path) ? PlaceKind.EvaluationRepository
        : _book.Is("data-repository", repository.Path) ? PlaceKind.DataRepository
        : _book.Is("use-repository", repository.Path) ? PlaceKind.UseRepository
        : PlaceKind.Repository;

    // What is linked as the code that trained the model may well hold the rest of the code.
    private void TrainingCode(Observation observation)
    {
        if (observation.Start < 0 || observation.File.Text is not { } text) return;
        var words = text.Text.Substring(observation.Start, Math.Min(observation.Length, text.Text.Length - observation.Start));
        if (Repository.Of(words, _book.CodeHosts) is { } repository && !_own.IsOtherModel(repository.Name) && !_index.Release.Artifacts.Any(a => repository.IsReadAs(a))) Add(PlaceKind.Repository, repository.Address, observation.File, observation.Start, observation.Length);
    }

    private void Parents(IReadOnlyList<DeclaredParent> declared)
    {
        var card = _index.Card;
        var repackaged = _book.Is("repackaged-name", _index.Release.Name) || declared.Any(d => d.Relation == "quantized");
        foreach (var parent in declared.Where(d => !_own.IsCalled(d.Parent)))
        {
            if (_index.Release.Artifacts.Any(a => a.Kind == ArtifactKind.Parent && a.Snapshot is not null)) continue;
            if (card is not null) Add(repackaged ? PlaceKind.Original : PlaceKind.BaseModel, parent.Parent, card, PlaceIn(card, parent.Parent), parent.Parent.Length);
        }

        if (card?.Markdown is not { } markdown) return;
        foreach (var link in markdown.Links.Where(l => !l.IsImage && Repository.Of(l.Target, ["huggingface.co/", "hf.co/", "modelscope.cn/models/"]) is not null))
        {
            var from = Math.Max(markdown.Blocks[link.Block].Start, link.Start - Before);
            if (_book.Is("repackaged-words", card.Text!.Text[from..(link.Start + Math.Min(link.Length, Before))])) Add(PlaceKind.Original, link.Target, card, link.Start, link.Length);
        }
    }

    private static int PlaceIn(AuditFile file, string words) => file.Text!.Text.IndexOf(words, StringComparison.Ordinal);

    private static string Told(Observation observation)
    {
        if (observation.Start < 0 || observation.File.Text is not { } text) return observation.File.Place;
        var at = text.Text.AsSpan(observation.Start, Math.Min(observation.Length, text.Text.Length - observation.Start)).Trim();
        if (observation.Rule.StartsWith("citations.", StringComparison.Ordinal) && at.IndexOfAny('{', '"') is > 0 and var open) return at[(open + 1)..].Trim("{}\", \n").ToString();
        var http = at.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        var told = http < 0 ? at : at[http..];
        var end = told.IndexOfAny(" \t\n)>\"'`]");
        var words = http < 0 || end < 0 ? told : told[..end];
        return words.Length <= 120 ? words.ToString() : string.Create(CultureInfo.InvariantCulture, $"{words[..119]}…");
    }

    private void Add(PlaceKind kind, string what, AuditFile file, int start, int length)
    {
        if (_seen.Add((kind, string.Concat(what.Where(char.IsLetterOrDigit)).ToLowerInvariant()))) _all.Add(new Place(kind, what, file, start, Math.Max(1, length)));
    }
}
