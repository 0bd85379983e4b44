using System.Diagnostics;
using System.Globalization;
using Assay.Economics;
using Assay.Engine;
using Assay.Formats;
using DecideSpeed;

// Draws a second of a decision with five options and more than forty uncertain inputs, against the floor: drawing the inputs alone.
// Usage: DecideSpeed [SCENARIO.yaml]; with a file the scenario is written there, so that `time assay decide SCENARIO.yaml` measures the program.
const int Draws = 100_000;
var yaml = Scenarios.Large(Draws);
if (args.Length > 0) File.WriteAllText(args[0], yaml);
var size = new SizeUseCase(Knowledge.Embedded);
Decide(yaml.Replace("draws: 100000", "draws: 2000", StringComparison.Ordinal));
var scenario = Read(yaml);
var uncertain = scenario.Inputs.All.Count(i => i.Varies);
var floor = Best(() => Draw(scenario));
var whole = Best(() => Decide(yaml));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scenario.Options.Count} options, {uncertain} uncertain inputs, {Draws:N0} draws: {whole:0.00} s, {Draws / whole:N0} draws a second"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drawing the inputs alone: {floor:0.00} s; the whole decision takes {whole / floor:0.0} times as long"));

Scenario Read(string text) => new ScenarioReader(size.Sizer.Hardware, size.Sizer.Prices).Read(YamlReader.Read("scenario.yaml", text));

void Decide(string text) => new DecisionMaker(size.Sizer, null, Knowledge.Embedded).Decide(Read(text));

static void Draw(Scenario scenario)
{
    var sampler = new Sampler(scenario.Inputs, scenario.Seed);
    var row = new double[scenario.Inputs.All.Count];
    for (var draw = 0; draw < Draws; draw++) sampler.Draw(draw, row);
}

static double Best(Action run)
{
    var best = double.MaxValue;
    for (var i = 0; i < 3; i++)
    {
        var watch = Stopwatch.StartNew();
        run();
        best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }

    return best;
}
