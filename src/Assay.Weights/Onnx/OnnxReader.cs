using System.Globalization;
using Assay.Weights.Containers;

namespace Assay.Weights.Onnx;

/// <summary>
/// ONNX models. Weights are looked for wherever the format allows them: initializers, sparse initializers, attributes of nodes
/// (Constant and others), subgraphs of If, Loop and Scan, functions and training graphs.
/// </summary>
internal sealed class OnnxReader
{
    private readonly WeightDraft _draft;
    private readonly ProtobufCursor _protobuf;
    private readonly OnnxTensors _tensors;
    private bool _hasGraph;

    private OnnxReader(WeightDraft draft)
    {
        _draft = draft;
        var input = new BlobCursor(draft.Blob);
        _protobuf = new ProtobufCursor(input);
        _tensors = new OnnxTensors(draft, _protobuf, input);
    }

    /// <summary>Whether a file begins like a model: an IR version, then another field of the model.</summary>
    public static bool Matches(ReadOnlySpan<byte> head) => head is [0x08, > 0 and < 0x20, 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42, ..];

    public static void Read(WeightDraft draft)
    {
        draft.Container = "onnx";
        var reader = new OnnxReader(draft);
        reader.Model();
        reader._tensors.Finish();
        if (!reader._hasGraph) throw new RefusedException("the file holds no graph");
    }

    private void Model()
    {
        foreach (var field in _protobuf.Fields(0, _draft.Blob.Length))
        {
            switch (field)
            {
                case { Number: 1, Wire: 0 }:
                    _draft.AddMetadata("onnx.ir_version", field.Value.ToString(CultureInfo.InvariantCulture));
                    break;
                case { Number: 2 or 3 or 4, Wire: 2 }:
                    _draft.AddMetadata(field.Number switch { 2 => "onnx.producer_name", 3 => "onnx.producer_version", _ => "onnx.domain" }, _protobuf.Text(field, _draft.Limits.MaxStringBytes));
                    break;
                case { Number: 7, Wire: 2 }:
                    _hasGraph = true;
                    Graph(field, "", 1);
                    break;
                case { Number: 14, Wire: 2 }:
                    var (key, value) = KeyValue(field);
                    _draft.AddMetadata(key, value);
                    break;
                case { Number: 20, Wire: 2 }:
                    foreach (var graph in _protobuf.Fields(field.Offset, field.Length).Where(f => f is { Number: 1 or 2, Wire: 2 })) Graph(graph, "training/", 2);
                    break;
                case { Number: 25, Wire: 2 }:
                    Function(field);
                    break;
            }
        }
    }

    private void Graph(ProtobufField graph, string path, int depth)
    {
        if (depth > _draft.Limits.MaxDepth) throw new RefusedException($"graphs are nested deeper than {_draft.Limits.MaxDepth}");
        var nodes = 0;
        foreach (var field in _protobuf.Fields(graph.Offset, graph.Length))
        {
            if (field is { Number: 1, Wire: 2 }) Node(field, path, nodes++, depth);
            else if (field is { Number: 5, Wire: 2 }) _tensors.Add(field, path, fallback: "initializer");
            else if (field is { Number: 15, Wire: 2 }) _tensors.AddSparse(field, path, fallback: "sparse_initializer");
        }
    }

    private void Function(ProtobufField function)
    {
        var name = "function";
        foreach (var field in _protobuf.Fields(function.Offset, function.Length))
        {
            if (field is { Number: 1, Wire: 2 }) name = _protobuf.Text(field, _draft.Limits.MaxNameBytes);
        }

        var nodes = 0;
        foreach (var field in _protobuf.Fields(function.Offset, function.Length))
        {
            if (field is { Number: 7, Wire: 2 }) Node(field, $"{name}/", nodes++, 2);
            else if (field is { Number: 11, Wire: 2 }) Attribute(field, $"{name}/", "default", 2);
        }
    }

    private void Node(ProtobufField node, string path, int index, int depth)
    {
        var (name, type, output) = ("", "node", "");
        var attributes = new List<ProtobufField>();
        foreach (var field in _protobuf.Fields(node.Offset, node.Length))
        {
            switch (field)
            {
                case { Number: 2, Wire: 2 } when output.Length == 0:
                    output = _protobuf.Text(field, _draft.Limits.MaxNameBytes);
                    break;
                case { Number: 3, Wire: 2 }:
                    name = _protobuf.Text(field, _draft.Limits.MaxNameBytes);
                    break;
                case { Number: 4, Wire: 2 }:
                    type = _protobuf.Text(field, _draft.Limits.MaxNameBytes);
                    break;
                case { Number: 5, Wire: 2 }:
                    if (attributes.Count >= _draft.Limits.MaxMetadata) throw new RefusedException($"a node has more than {_draft.Limits.MaxMetadata} attributes");
                    attributes.Add(field);
                    break;
            }
        }

        var label = name.Length > 0 ? name : $"{type}_{index}";
        foreach (var attribute in attributes) Attribute(attribute, path, type == "Constant" && output.Length > 0 ? output : label, depth);
    }

    private void Attribute(ProtobufField attribute, string path, string owner, int depth)
    {
        var name = "";
        foreach (var field in _protobuf.Fields(attribute.Offset, attribute.Length))
        {
            switch (field)
            {
                case { Number: 1, Wire: 2 }:
                    name = _protobuf.Text(field, _draft.Limits.MaxNameBytes);
                    break;
                case { Number: 5 or 10, Wire: 2 }:
                    _tensors.Add(field, path, owner);
                    break;
                case { Number: 6 or 11, Wire: 2 }:
                    Graph(field, Path(path, owner, name), depth + 1);
                    break;
                case { Number: 22 or 23, Wire: 2 }:
                    _tensors.AddSparse(field, path, owner);
                    break;
            }
        }
    }

    private string Path(string path, string owner, string name)
    {
        var full = $"{path}{owner}.{name}/";
        return full.Length <= 16 * _draft.Limits.MaxNameBytes ? full : throw new RefusedException("the names of nested graphs are too long");
    }

    private (string Key, string Value) KeyValue(ProtobufField entry)
    {
        var (key, value) = ("", "");
        foreach (var field in _protobuf.Fields(entry.Offset, entry.Length))
        {
            if (field is { Number: 1, Wire: 2 }) key = _protobuf.Text(field, _draft.Limits.MaxStringBytes);
            else if (field is { Number: 2, Wire: 2 }) value = _protobuf.Text(field, _draft.Limits.MaxStringBytes);
        }

        return (key, value);
    }
}
