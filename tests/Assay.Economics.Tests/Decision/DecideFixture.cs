using System.Globalization;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Economics.Tests;

/// <summary>Reads and decides scenarios of the checkout or of a test.</summary>
internal static class DecideFixture
{
    public static PriceBook Prices() => PriceBook.Load(Fixture.Knowledge, Fixture.Sizer.Hardware);

    public static string Sample(string name) => File.ReadAllText(Path.Combine(SharedData.Root, "samples", "decisions", name + ".yaml"));

    public static Scenario Read(string yaml) => new ScenarioReader(Fixture.Sizer.Hardware, Prices()).Read(YamlReader.Read("scenario.yaml", yaml));

    public static DecideResult Decide(string yaml, IReleaseAuditor? auditor = null) => new DecisionMaker(Fixture.Sizer, auditor, Fixture.Knowledge).Decide(Read(yaml));

    public static DecideOption Option(this DecideResult result, string name) => result.Options.Single(o => o.Name == name);

    /// <summary>A small scenario; parts are put in as YAML.</summary>
    public static string Small(string options, string demand = "", string value = "", string constraints = "", string head = "") => $$"""
        assay: scenario-1
        title: Small
        as_of: "2026-09-01"
        currency: USD
        horizon_months: 24
        discount_rate: {{Value(0.1, "share/year")}}
        person_cost: {{Value(150000, "USD/year")}}
        {{head}}
        demand:
          requests: {{Value(2000000, "requests/month")}}
          input_tokens: {{Value(1200, "tokens")}}
          cached_tokens: {{Value(560, "tokens")}}
          output_tokens: {{Value(250, "tokens")}}
          peak_factor: {{Value(4, "factor")}}
        {{demand}}
        constraints: {{{constraints}}}
        value: {{{value}}}
        options:
        {{options}}
        """;

    public static string Value(double value, string unit) => $"{{value: {value.ToString("R", CultureInfo.InvariantCulture)}, unit: \"{unit}\", source: test, date: \"2026-09-01\"}}";

    public static string Api(string name = "A", double staff = 0.1, double oneOff = 30000, double quality = 0.92, string id = "openai/gpt-5-mini") => $$"""
          - name: {{name}}
            kind: api
            api: {book: {{id}}}
            staff: {{Value(staff, "FTE")}}
            one_off: {integration: {{Value(oneOff, "USD")}}}
            quality: {{Value(quality, "share")}}
        """;

    public static string Rented(string name, int gpus, double staff, double oneOff, double quality, double capacity, string model = "Qwen/Qwen3-32B") => $$"""
          - name: {{name}}
            kind: rented
            serving: {model: {{model}}, format: fp8, gpu: l40s, gpus: {{gpus}}, capacity: {{Value(capacity, "requests/s")}}, rent: {{Value(1.17, "USD/hour")}}}
            staff: {{Value(staff, "FTE")}}
            one_off: {integration: {{Value(oneOff, "USD")}}}
            quality: {{Value(quality, "share")}}
        """;
}
