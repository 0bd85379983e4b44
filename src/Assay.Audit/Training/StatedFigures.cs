namespace Assay.Audit;

/// <summary>All quantities of training that the documents of a release state.</summary>
internal static class StatedFigures
{
    /// <summary>Under which name the quotes are recorded.</summary>
    public const string Detector = "training-statements";

    /// <summary>Fewer tokens than this are no training: they are a batch, a context or a data set for tuning.</summary>
    public const double LeastTokens = 1e8;

    /// <summary>Most figures that are kept of one release.</summary>
    private const int Most = 120;

    /// <summary>Deepest folder of a document that speaks of the whole.</summary>
    private const int MaxDepth = 2;

    /// <summary>The figures, the card's first.</summary>
    public static IReadOnlyList<TrainingFigure> Of(ReleaseIndex index)
    {
        var found = new List<TrainingFigure>();
        foreach (var file in index.Own.Where(f => f.Markdown is not null && f.Role is FileRole.Card or FileRole.Readme or FileRole.Document && !index.IsOtherModel(f.Artifact)).OrderBy(PlaceOf))
        {
            if (file.Role == FileRole.Document && (file.Path.Count(c => c == '/') > MaxDepth || TrainingWords.IsOnEvaluation(file))) continue;
            found.AddRange(DocumentTables.Of(file.Markdown!).SelectMany(t => new TableFigures(file, t).Find()));
            found.AddRange(new SentenceFigures(file).Find());
        }

        return found.Count > Most ? found[..Most] : found;
    }

    /// <summary>0 for a card, 1 for the README of another artifact, 2 for other documents.</summary>
    public static int PlaceOf(AuditFile file) => file.Role switch
    {
        FileRole.Card => 0,
        FileRole.Readme => 1,
        _ => 2,
    };
}
