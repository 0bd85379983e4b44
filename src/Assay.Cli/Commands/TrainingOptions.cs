using System.CommandLine;
using Assay.Core;
using Assay.Economics;

namespace Assay.Cli.Commands;

/// <summary>How often and how well a training is run: options that <c>size</c> and <c>rebuild</c> share.</summary>
internal sealed class TrainingOptions
{
    private readonly Option<double> _runs = new("--runs") { Description = "Runs of a training", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _failed = new("--failed-share") { Description = "Share of the hours that failed runs add, such as 0.2", HelpName = "X", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _saving = new("--toolchain-saving") { Description = "Share of the hours that a better toolchain saves, such as 0.15", HelpName = "Y", DefaultValueFactory = _ => 0 };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { _runs, _failed, _saving }) command.Options.Add(option);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="AssayException">A value makes no sense.</exception>
    public TrainingPlan Read(ParseResult parse) => new(
        Within(parse.GetValue(_runs), 1e-6, 1e6, "--runs takes a number above 0"),
        Within(parse.GetValue(_failed), 0, 10, "--failed-share takes a share from 0 to 10, such as 0.2 for a fifth more"),
        Within(parse.GetValue(_saving), 0, 0.99, "--toolchain-saving takes a share from 0 to 0.99, such as 0.15"));

    private static double Within(double value, double least, double most, string sentence) => value >= least && value <= most ? value : throw AssayException.Usage(sentence);
}
