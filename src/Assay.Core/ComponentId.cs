using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Assay.Core;

/// <summary>One of the 25 components a model release can have, as DESIGN.md names them.</summary>
public readonly record struct ComponentId
{
    private readonly string? _value;

    private ComponentId(string value) => _value = value;

    /// <summary>Training data.</summary>
    public static readonly ComponentId DataTrain = new("data.train");

    /// <summary>Evaluation data.</summary>
    public static readonly ComponentId DataEval = new("data.eval");

    /// <summary>Code that defines the architecture.</summary>
    public static readonly ComponentId CodeArch = new("code.arch");

    /// <summary>Code that produced the weights.</summary>
    public static readonly ComponentId CodeTrain = new("code.train");

    /// <summary>Code that filters, tokenizes or otherwise processes the training data.</summary>
    public static readonly ComponentId CodeData = new("code.data");

    /// <summary>Code that runs the model.</summary>
    public static readonly ComponentId CodeInfer = new("code.infer");

    /// <summary>Code that evaluates the model.</summary>
    public static readonly ComponentId CodeEval = new("code.eval");

    /// <summary>Supporting libraries and tools, such as the tokenizer.</summary>
    public static readonly ComponentId CodeLibs = new("code.libs");

    /// <summary>Final parameters.</summary>
    public static readonly ComponentId WeightsFinal = new("weights.final");

    /// <summary>Intermediate training states of the same model.</summary>
    public static readonly ComponentId WeightsCheckpoints = new("weights.checkpoints");

    /// <summary>Model metadata: configuration, training configuration, optimizer.</summary>
    public static readonly ComponentId ModelMeta = new("model.meta");

    /// <summary>Model card.</summary>
    public static readonly ComponentId DocModelCard = new("doc.modelcard");

    /// <summary>Data card.</summary>
    public static readonly ComponentId DocDataCard = new("doc.datacard");

    /// <summary>Statements about the data: sources and processing.</summary>
    public static readonly ComponentId DocDataInfo = new("doc.datainfo");

    /// <summary>Technical report.</summary>
    public static readonly ComponentId DocReport = new("doc.report");

    /// <summary>Research paper.</summary>
    public static readonly ComponentId DocPaper = new("doc.paper");

    /// <summary>Evaluation results.</summary>
    public static readonly ComponentId DocEvalResults = new("doc.evalresults");

    /// <summary>Sample outputs.</summary>
    public static readonly ComponentId DocSamples = new("doc.samples");

    /// <summary>Documentation of the code.</summary>
    public static readonly ComponentId DocCode = new("doc.code");

    /// <summary>Hardware and compute.</summary>
    public static readonly ComponentId DocCompute = new("doc.compute");

    /// <summary>Modalities, capabilities, limits, integration.</summary>
    public static readonly ComponentId DocUsage = new("doc.usage");

    /// <summary>The summary of training content that Article 53(1)(d) of the EU AI Act asks for.</summary>
    public static readonly ComponentId DocEuSummary = new("doc.eusummary");

    /// <summary>The copyright policy that Article 53(1)(c) of the EU AI Act asks for.</summary>
    public static readonly ComponentId DocCopyright = new("doc.copyright");

    /// <summary>License text.</summary>
    public static readonly ComponentId LegalLicense = new("legal.license");

    /// <summary>Acceptable use policy.</summary>
    public static readonly ComponentId LegalAup = new("legal.aup");

    /// <summary>All components in the order in which reports list them.</summary>
    public static ImmutableArray<ComponentId> All { get; } =
    [
        DataTrain, DataEval, CodeArch, CodeTrain, CodeData, CodeInfer, CodeEval, CodeLibs,
        WeightsFinal, WeightsCheckpoints, ModelMeta,
        DocModelCard, DocDataCard, DocDataInfo, DocReport, DocPaper, DocEvalResults, DocSamples, DocCode, DocCompute,
        DocUsage, DocEuSummary, DocCopyright, LegalLicense, LegalAup,
    ];

    /// <summary>The id as reports write it, such as <c>code.train</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id.</summary>
    /// <returns>Whether <paramref name="text"/> names a component.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ComponentId id)
    {
        foreach (var known in All)
        {
            if (!string.Equals(known.Value, text, StringComparison.Ordinal)) continue;
            id = known;
            return true;
        }

        id = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
