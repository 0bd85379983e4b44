using System.Text.Json.Nodes;
using Assay.Core;
using Assay.Tests;

namespace Assay.Economics.Tests;

/// <summary>Bad input: one sentence with file, line and way out.</summary>
public sealed class BadScenarioTests
{
    private const string Requests = "requests: {value: 2000000, unit: \"requests/month\", source: test, date: \"2026-09-01\"}";

    [Theory]
    [InlineData("{value: 5, unit: parsecs, source: a, date: \"2026-09-01\"}", "the unit 'parsecs' is not known for 'requests'; known are requests/month")]
    [InlineData("{value: -5, unit: requests/month, source: a, date: \"2026-09-01\"}", "'requests' can be -5 requests/month, which cannot be")]
    [InlineData("{value: 5, unit: requests/month, source: a}", "the date is missing; add 'date: YYYY-MM-DD'")]
    [InlineData("{value: 5, unit: requests/month, source: a, date: last week}", "the date 'last week' is none; write YYYY-MM-DD")]
    [InlineData("{value: 5, unit: requests/month, source: a, date: \"2027-01-01\"}", "lies after the date of the scenario")]
    [InlineData("{value: 5, unit: requests/month, date: \"2026-09-01\"}", "the key 'source' is missing; add it")]
    [InlineData("5", "'requests' must say more than '5'; write {value: 5, unit: ..., source: ..., date: ...}")]
    [InlineData("{triangular: [3, 2, 1], unit: requests/month, source: a, date: \"2026-09-01\"}", "there is no triangle with low 3, peak 2 and high 1")]
    [InlineData("{triangular: [1, 2], unit: requests/month, source: a, date: \"2026-09-01\"}", "'triangular' takes 3 numbers, here are 2")]
    [InlineData("{uniform: [5, 5], unit: requests/month, source: a, date: \"2026-09-01\"}", "there is no range from 5 to 5")]
    [InlineData("{normal: {mean: 10, sd: 0}, unit: requests/month, source: a, date: \"2026-09-01\"}", "a standard deviation is positive")]
    [InlineData("{normal: {mean: 10, sd: 20}, unit: requests/month, source: a, date: \"2026-09-01\"}", "which cannot be")]
    [InlineData("{lognormal: {median: -1, sigma: 1}, unit: requests/month, source: a, date: \"2026-09-01\"}", "a lognormal distribution needs a positive median")]
    [InlineData("{counts: {right: 12, of: 10}, unit: requests/month, source: a, date: \"2026-09-01\"}", "12 right answers of 10 cannot be")]
    [InlineData("{beta: [0, 1], unit: requests/month, source: a, date: \"2026-09-01\"}", "a beta distribution needs two positive numbers")]
    [InlineData("{value: 1, uniform: [1, 2], unit: requests/month, source: a, date: \"2026-09-01\"}", "needs exactly one of value, triangular")]
    [InlineData("{value: many, unit: requests/month, source: a, date: \"2026-09-01\"}", "'value' must be a number, not 'many'")]
    [InlineData("{value: .nan, unit: requests/month, source: a, date: \"2026-09-01\"}", "must be a number")]
    [InlineData("{value: 1, unit: requests/month, source: a, date: \"2026-09-01\", colour: red}", "the key 'colour' is not known here")]
    [InlineData("{from: nobody}", "'from' names 'nobody', which is not among 'inputs'")]
    [InlineData("{from: a}", "the inputs refer to each other in a circle (a -> b -> a); give one of them a value")]
    public void Quantity_is_refused(string quantity, string sentence)
    {
        var yaml = DecideFixture.Small(DecideFixture.Api(), head: "inputs: {a: {from: b}, b: {from: a, times: 2}}").Replace(Requests, "requests: " + quantity, StringComparison.Ordinal);
        var line = yaml.Split('\n').ToList().FindIndex(l => l.Contains("requests: " + quantity, StringComparison.Ordinal)) + 1;
        var error = Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(quantity == "{from: a}" ? "scenario.yaml:8:" : $"scenario.yaml:{line}:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assay: scenario-1", "assay: scenario-9", "the format 'scenario-9' is not known; write 'assay: scenario-1'")]
    [InlineData("currency: USD", "currency: dollars", "the currency 'dollars' is none; write an ISO 4217 code")]
    [InlineData("as_of: \"2026-09-01\"", "as_of: yesterday", "'as_of' is 'yesterday'; write the date of the account as YYYY-MM-DD")]
    [InlineData("horizon_months: 24", "horizon_months: 0", "'horizon_months' takes a whole number from 1 to 240, not '0'")]
    [InlineData("title: Small", "title: Small\nextra: 1", "the key 'extra' is not known here")]
    [InlineData("title: Small", "title: Small\ntitle: Twice", "the key 'title' stands here twice")]
    [InlineData("book: openai/gpt-5-mini", "book: nobody/gpt-5-mini", "no price of 'nobody/gpt-5-mini' was seen; near are")]
    [InlineData("kind: api", "kind: magic", "'kind' takes nothing, api, rented, owned, not 'magic'")]
    [InlineData("kind: api", "kind: rented", "'A' is rented without machines; add 'serving'")]
    [InlineData("unit: \"FTE\"", "unit: \"people\"", "the unit 'people' is not known for 'staff'; known are FTE")]
    [InlineData("person_cost: {value: 150000, unit: \"USD/year\", source: test, date: \"2026-09-01\"}", "", "the scenario does not say what one costs; add 'person_cost'")]
    [InlineData("value: 150000, unit: \"USD/year\"", "value: 150000, unit: \"EUR/year\"", "the unit 'EUR/year' is not known for 'person_cost'; known are USD/month, USD/year, USD/day")]
    public void Scenario_is_refused(string from, string to, string sentence)
    {
        var yaml = DecideFixture.Small(DecideFixture.Api());
        Assert.Contains(from, yaml, StringComparison.Ordinal);
        var error = Assert.ThrowsAny<Exception>(() => DecideFixture.Read(yaml.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Matches("^scenario.yaml:[0-9]+: ", error.Message);
    }

    [Theory]
    [InlineData("gpu: l40s, gpus: 2", "gpu: abacus, gpus: 2", "the accelerator 'abacus' is not known; known are")]
    [InlineData("rent: {value: 1.17, unit: \"USD/hour\"", "rent: {value: -1.17, unit: \"USD/hour\"", "a price is never negative")]
    [InlineData(", rent: {value: 1.17, unit: \"USD/hour\", source: test, date: \"2026-09-01\"}", "", "rented machines need 'rent'")]
    [InlineData("rent: {value: 1.17, unit: \"USD/hour\", source: test, date: \"2026-09-01\"}", "rent: {book: friendship}", "no rent of 'l40s' in tier 'friendship' was seen; known tiers are on-demand")]
    public void Serving_is_refused(string from, string to, string sentence)
    {
        var yaml = DecideFixture.Small(DecideFixture.Rented("B", 2, 0.5, 90000, 0.9, 3));
        Assert.Contains(from, yaml, StringComparison.Ordinal);
        Assert.Contains(sentence, Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml.Replace(from, to, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("l40s", "does not fit on 1 x NVIDIA L40S; it needs at least 16: raise 'gpus' to 16")]
    [InlineData("m1_8gb", "no 128 of them hold it: choose another accelerator")]
    public void A_model_that_does_not_fit_or_fits_nowhere_is_out_with_line_and_way_out(string gpu, string sentence)
    {
        var yaml = DecideFixture.Small(DecideFixture.Rented("B", 1, 0.5, 90000, 0.9, 3, "moonshotai/Kimi-K2-Instruct").Replace("gpu: l40s", "gpu: " + gpu, StringComparison.Ordinal));
        if (gpu == "l40s") yaml = yaml.Replace("moonshotai/Kimi-K2-Instruct", "meta-llama/Llama-3.1-405B", StringComparison.Ordinal);
        var why = Assert.Single(DecideFixture.Decide(yaml).Infeasible).Why;
        Assert.Contains(sentence, why, StringComparison.Ordinal);
        Assert.EndsWith($"(scenario.yaml:{yaml.Split('\n').ToList().FindIndex(l => l.Contains("- name: B", StringComparison.Ordinal)) + 1})", why, StringComparison.Ordinal);
    }

    /// <summary>Every case of the list of bad input: one sentence with file, line and way out.</summary>
    [Theory]
    [InlineData("license: {separate: {value: 1, unit: USD/month, source: t, date: \"2026\"}}", "which only the thresholds of an audited release call for; add 'release', or write 'steps'")]
    [InlineData("duties: {notice: {value: 1, unit: FTE, source: t, date: \"2026\"}}", "'duties', which belong to the license of a release; add 'release' or remove them")]
    [InlineData("training: {method: magic, gpu: l40s}", "'method' takes pretrain, full, lora, qlora, not 'magic'")]
    [InlineData("training: {method: lora, gpu: l40s, rent: {value: 1, unit: USD/hour, source: t, date: \"2026\"}}", "the key 'tokens' is missing")]
    [InlineData("training: {method: lora, gpu: l40s, tokens: {value: 1, unit: pages, source: t, date: \"2026\"}, rent: {value: 1, unit: USD/hour, source: t, date: \"2026\"}}", "the unit 'pages' is not known for 'tokens'; known are tokens, million tokens")]
    [InlineData("training: {method: lora, gpu: l40s, tokens: {value: 1, unit: tokens, source: t, date: \"2026\"}, rent: {value: 1, unit: USD/hour, source: t, date: \"2026\"}}", "does not say which model is trained; add 'model' under 'training', or 'release'")]
    [InlineData("license: {steps: [{above_revenue: {value: 1, unit: USD/year, source: t, date: \"2026\"}, fee: {value: 1, unit: USD/month, source: t, date: \"2026\"}}]}", "the fees depend on the revenue of the company, but 'user' has no 'revenue'; add it")]
    public void License_and_training_are_refused(string part, string sentence)
    {
        var yaml = DecideFixture.Small(DecideFixture.Api() + "\n    " + part);
        var error = Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Matches("^scenario.yaml:[0-9]+: [^\n]+$", error.Message);
    }

    /// <summary>The published schema and the strict reader know the same keys.</summary>
    [Theory]
    [InlineData("title: Small", "", "zzz: 1")]
    [InlineData("demand:", "demand", "  zzz: 1")]
    [InlineData("title: Small", "user", "user: {zzz: 1}")]
    public void Schema_has_the_keys_of_the_reader(string after, string path, string inserted)
    {
        var yaml = DecideFixture.Small(DecideFixture.Api());
        var message = Assert.Throws<KnowledgeException>(() => DecideFixture.Read(yaml.Replace(after, $"{after}\n{inserted}", StringComparison.Ordinal))).Message;
        AssertKeys(message, path);
    }

    [Theory]
    [InlineData("constraints: {", "constraints")]
    [InlineData("value: {}", "value")]
    [InlineData("staff:", "options/items")]
    [InlineData("api: {", "options/items/properties/api")]
    [InlineData("serving: {", "options/items/properties/serving")]
    [InlineData("license: {", "options/items/properties/license")]
    [InlineData("training: {", "options/items/properties/training")]
    public void Schema_has_the_keys_of_a_part(string at, string path)
    {
        var options = at.StartsWith("serving", StringComparison.Ordinal)
            ? DecideFixture.Rented("B", 1, 0.5, 1, 0.9, 3)
            : DecideFixture.Api().Replace("{book: openai/gpt-5-mini}", $"{{input: {DecideFixture.Value(1, "USD/1M tokens")}, output: {DecideFixture.Value(1, "USD/1M tokens")}}}", StringComparison.Ordinal);
        if (at.StartsWith("license", StringComparison.Ordinal)) options += "\n    license: {}";
        if (at.StartsWith("training", StringComparison.Ordinal)) options += $"\n    training: {{method: lora, model: Llama-3.1-8B, gpu: l40s, tokens: {DecideFixture.Value(1e6, "tokens")}, rent: {DecideFixture.Value(1, "USD/hour")}}}";
        var yaml = DecideFixture.Small(options);
        var changed = at switch { "value: {}" => yaml.Replace(at, "value: {zzz: 1}", StringComparison.Ordinal), "staff:" => yaml.Replace("    staff:", "    zzz: 1\n    staff:", StringComparison.Ordinal), _ => yaml.Replace(at, at + "zzz: 1" + (at is "constraints: {" or "license: {" ? "" : ", "), StringComparison.Ordinal) };
        AssertKeys(Assert.Throws<KnowledgeException>(() => DecideFixture.Read(changed)).Message, path);
    }

    private static void AssertKeys(string message, string path)
    {
        var known = message[(message.IndexOf("known are ", StringComparison.Ordinal) + 10)..].Split(", ").ToHashSet(StringComparer.Ordinal);
        JsonNode node = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.Root, "docs/schemas/scenario-1.schema.json")))!;
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries)) node = step is "items" or "properties" ? node[step]! : node["properties"]?[step] ?? node[step]!;
        var published = node["properties"]!.AsObject().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        if (path.EndsWith("api", StringComparison.Ordinal)) known.Add("book");
        Assert.Equal(published.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }
}
