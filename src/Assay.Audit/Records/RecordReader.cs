using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Reads a record of a human database as facts: what the record says, decided by the record, with its lines as evidence.</summary>
public static class RecordReader
{
    /// <summary>What <see cref="ComponentFact.DecidedBy"/> says of such facts.</summary>
    public const string DecidedBy = "record";

    /// <summary>Id of the artifact that a record is.</summary>
    public const string Artifact = "record";

    /// <summary>Reads a record of the Model Openness Tool or of the European Open Source AI Index.</summary>
    /// <param name="document">The YAML file.</param>
    /// <param name="knowledge">The knowledge: which entry means which component.</param>
    /// <returns>The facts, or null where the document is no such record.</returns>
    public static FactBase? TryRead(TextDocument document, DataTable knowledge)
    {
        DataNode root;
        try
        {
            root = YamlReader.Read(document.Path, document.Text);
        }
        catch (KnowledgeException)
        {
            return null;
        }

        var evidence = new RecordEvidence(document);
        return MotRecord.TryRead(root, evidence, knowledge) ?? OsaiRecord.TryRead(root, evidence, knowledge);
    }
}
