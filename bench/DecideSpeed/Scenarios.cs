using System.Globalization;

namespace DecideSpeed;

/// <summary>A large scenario.</summary>
internal static class Scenarios
{
    /// <summary>Five options on rented machines, nine uncertain inputs each.</summary>
    public static string Large(int draws) => string.Create(CultureInfo.InvariantCulture, $$"""
        assay: scenario-1
        title: Speed of a decision
        as_of: "2026-09-01"
        currency: USD
        horizon_months: 36
        discount_rate: {{One("value: 8", "%/year")}}
        draws: {{draws}}
        person_cost: {{One("triangular: [100000, 120000, 150000]", "USD/year")}}
        demand:
          requests: {{One("lognormal: {median: 2000000, sigma: 0.2}", "requests/month")}}
          growth: {{One("uniform: [0, 3]", "%/month")}}
          input_tokens: {{One("triangular: [1000, 1200, 1500]", "tokens")}}
          output_tokens: {{One("triangular: [200, 250, 300]", "tokens")}}
          peak_factor: {{One("triangular: [3, 4, 5]", "factor")}}
        value:
          wrong: {{One("triangular: [0.05, 0.2, 0.4]", "USD/request")}}
        options:
        {{string.Join('\n', Enumerable.Range(1, 5).Select(Option))}}
        """);

    private static string Option(int number) => $$"""
          - name: option {{number}}
            kind: rented
            serving: {model: Qwen/Qwen3-32B, format: fp8, gpu: l40s, gpus: 2, capacity: {{One("triangular: [2, 3, 4]", "requests/s")}}, rent: {{One("triangular: [0.8, 1.2, 1.6]", "USD/hour")}} }
            staff: {{One("triangular: [0.3, 0.5, 0.9]", "FTE")}}
            hosting: {{One("normal: {mean: 500, sd: 50}", "USD/month")}}
            compliance: {{One("triangular: [100, 200, 500]", "USD/month")}}
            one_off: {integration: {{One("triangular: [60000, 90000, 130000]", "USD")}}, evaluation: {{One("triangular: [5000, 9000, 20000]", "USD")}} }
            per_request: {{One("triangular: [0.0001, 0.0002, 0.0005]", "USD/request")}}
            quality: {{One("counts: {right: 18" + number.ToString(CultureInfo.InvariantCulture) + ", of: 200}", "share")}}
        """;

    private static string One(string value, string unit) => $"{{{value}, unit: \"{unit}\", source: bench, date: \"2026-09-01\"}}";
}
