using Assay.Core;
using Assay.Economics;
using Assay.Formats;

namespace Assay.FitServing;

/// <summary>
/// Fits the constants of the serving model: FitServing KNOWLEDGE-FOLDER ROWS.jsonl [--fit] [--leave-out]. Prints errors by model and mode, the
/// residual bands, with --fit new constants (coordinate search from the present ones, loss: mean over models of the
/// median absolute log error, so that no model with many rows decides), and with --leave-out the errors and the coverage of the interval with each model, accelerator and engine left out.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length < 2)
        {
            Report.Line($"usage: FitServing KNOWLEDGE-FOLDER ROWS.jsonl [--fit] [--leave-out]");
            return 2;
        }

        var knowledge = new DataTable(KnowledgeFolder.Compile(args[0]));
        var data = Samples.Load(knowledge, File.ReadAllBytes(args[1]));
        var serving = ServingKnowledge.Load(knowledge);
        if (args.Contains("--fit"))
        {
            serving = Search.Fit(data, serving, single: false, rounds: 60);
            serving = Search.Fit(data, serving, single: true, rounds: 60);
            Report.Constants(serving);
        }

        Report.Errors(data, serving);
        if (args.Contains("--leave-out"))
        {
            Report.LeaveOneOut(data, serving, "model", s => s.Model);
            Report.LeaveOneOut(data, serving, "accelerator", s => s.Gpu);
            Report.LeaveOneOut(data, serving, "engine", s => s.Engine);
        }

        return 0;
    }
}
