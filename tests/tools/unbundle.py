#!/usr/bin/env python3
"""Writes the synthetic releases of tests/Assay.Audit.Tests/Blind as the folders that the evaluation script reads, or checks seeded contradictions.

  unbundle.py BUNDLES OUT            one folder a bundle: release/, code/, truth.json
  unbundle.py BUNDLES OUT --seeds ASSAY   audits each folder and prints which seeds were found and every other warning or contradicted claim
"""
import hashlib, json, os, re, shlex, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = {'code.arch': 'model architecture code', 'code.infer': 'inference code', 'code.train': 'training code', 'code.data': 'data preprocessing code',
          'code.eval': 'evaluation code', 'weights.final': 'final parameters', 'weights.checkpoints': 'intermediate parameters (checkpoints)',
          'data.train': 'training data itself', 'doc.datainfo': 'data information (sources/processing described)', 'doc.modelcard': 'model card',
          'doc.paper': 'research paper', 'doc.evalresults': 'evaluation results'}
MIT = 'MIT License\n\nCopyright (c) 2025 the authors\n\nSPDX-License-Identifier: MIT\n\nThe text: https://opensource.org/license/mit\n'

def parts(path):
    head, body, out = None, [], []
    for line in open(path, encoding='utf-8').read().split('\n'):
        if line.startswith('%%% '):
            if head: out.append((head, '\n'.join(body)))
            head, body = line[4:].split(' '), []
        else: body.append(line)
    return out + [(head, '\n'.join(body))]

def content(head, body):
    kind = head[1] if len(head) > 1 else 'text'
    digest = lambda s, n: hashlib.sha256(s.encode()).hexdigest()[:n]
    if kind == 'lfs': return 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %s\n' % (digest(head[0], 64), head[2])
    if kind == 'copy': return MIT if head[2] == 'mit' else open(os.path.join(HERE, '..', '..', 'LICENSE'), encoding='utf-8').read()
    if kind in ('tree', 'codefiles'):
        rows = [r.rsplit(' ', 1) for r in body.split('\n') if r.strip()]
        return ''.join('%s%s %s %s\n' % ('100644 ' if kind == 'tree' else '', digest(p, 40), n, p) for p, n in rows)
    return body.rstrip('\n') + '\n'

def truth(body):
    t = dict(components={}, weights_license_ids=[], open_source_claim=None, expected={}, seeds=[])
    for line in body.split('\n'):
        line = re.sub(r'\s+#.*', '', line).strip(); w = line.split()
        if not w: continue
        if w[0] in LABELS: t['components'][LABELS[w[0]]] = dict(status=w[1], where=w[2])
        elif w[0] == 'license': t['weights_license_ids'] = [x.strip() for x in line[8:].split('|')]
        elif w[0] == 'claim': t['open_source_claim'] = None if w[1] == 'none' else w[1]
        elif w[0] == 'seed': t['seeds'].append([w[1], line.split(None, 2)[2]])
        elif w[0] != 'trap': sys.exit('unknown label: ' + line)
    for paper in [t['components'].get('research paper')]:
        if paper: t['components']['technical report'] = dict(paper)
    return t

def seeds(out, names, assay):
    found = planted = other = 0
    for name in names:
        t = json.load(open(os.path.join(out, name, 'truth.json'))); folder = os.path.join(out, name)
        j = json.loads(subprocess.run(shlex.split(assay) + ['audit', folder, '--format', 'json', '--offline'], capture_output=True).stdout or '{}')
        said = ['%s: %s' % (f['rule'], f['message']) for f in j.get('findings', []) if f['level'] != 'note']
        said += ['claim.%s %s: %s' % (c['kind'], c['finding'], c['quote']) for c in j.get('claims', []) if c['finding'] == 'contradicted']
        left = list(said)
        for seed, pattern in t['seeds']:
            planted += 1; hit = [s for s in said if re.search(pattern, s, re.I)]; found += bool(hit)
            left = [s for s in left if s not in hit]
            print('%-16s %-10s %s' % (name, seed, 'found: ' + hit[0][:150] if hit else 'MISSED'))
        other += len(left)
        for s in left: print('%-16s other      %s' % (name, s[:230]))
    print('seeds %d of %d, other warnings %d' % (found, planted, other))

bundles, out = sys.argv[1:3]; names = []
for file in sorted(os.listdir(bundles)):
    if not file.endswith('.txt'): continue
    name = file[:-4]; names.append(name)
    for head, body in parts(os.path.join(bundles, file)):
        dest = os.path.join(out, name, 'truth.json' if head[0] == 'truth' else head[0]); os.makedirs(os.path.dirname(dest), exist_ok=True)
        open(dest, 'w', encoding='utf-8').write(json.dumps(truth(body), indent=1) if head[0] == 'truth' else content(head, body))
if '--seeds' in sys.argv: seeds(out, names, sys.argv[sys.argv.index('--seeds') + 1])
