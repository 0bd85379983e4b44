using System.Text.Json.Serialization;
using Assay.Core;

namespace Assay.Reports.Json;

/// <summary>JSON of <c>assay size</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(SizeResult))]
[JsonSerializable(typeof(SizeBatch))]
public sealed partial class SizeJsonContext : JsonSerializerContext;
