namespace Assay.Licensing;

/// <summary>Spellings that count as the same word (SPDX matching guidelines, equivalent words).</summary>
internal static class Spelling
{
    private const string Pairs = """
        acknowledgement acknowledgment acknowledgements acknowledgments analogue analog analyse analyze artefact artifact artefacts artifacts
        authorisation authorization authorised authorized authorise authorize calibre caliber cancelled canceled capitalisations capitalizations
        catalogue catalog categorise categorize centre center emphasised emphasized favour favor favourite favorite fulfil fulfill fulfilment fulfillment
        initialise initialize judgement judgment labelling labeling labour labor licence license licences licenses licenced licensed
        maximise maximize merchantibility merchantability modelled modeled modelling modeling offence offense optimise optimize organisation organization organisations organizations
        organise organize practise practice programme program realise realize recognise recognize recognised recognized signalling signaling
        utilisation utilization utilise utilize whilst while wilful willful behaviour behavior defence defense customised customized
        holder owner holders owners https http honour honor neighbouring neighboring minimise minimize unauthorised unauthorized summarise summarize
        """;

    private static readonly Dictionary<uint, uint> Folded = Build();
    private static readonly ulong[] Filter = BuildFilter();

    public static uint Fold(uint hash) => (Filter[(hash >> 6) & 63] & (1UL << (int)(hash & 63))) != 0 && Folded.TryGetValue(hash, out var same) ? same : hash;

    private static Dictionary<uint, uint> Build()
    {
        var words = Pairs.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => WordHash.Raw(words[2 * i]), i => WordHash.Raw(words[(2 * i) + 1]));
    }

    private static ulong[] BuildFilter()
    {
        var filter = new ulong[64];
        foreach (var hash in Folded.Keys) filter[(hash >> 6) & 63] |= 1UL << (int)(hash & 63);
        return filter;
    }
}
