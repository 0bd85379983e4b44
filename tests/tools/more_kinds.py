"""Further kinds of networks for train_kinds.py: state space with heads, linear recurrence, ALiBi, parallel attention with one key, tied wide heads with four norms, encoder and decoder,
residual convolutions, depthwise convolutions, a diffusion U-Net, attention mixed with state space, half-rotary blocks with a linear head that is biased.

Each function takes the module of train_kinds.py and returns what a kind is: STACKS (name patterns of layers), EMBED (tensors with a row a token), init(seed), loss(model, batch),
unit(model, layer) and heads(layer) (axes that one set of labels belongs to), residual(name) (axes of the residual stream), LORA (endings of the adapted matrices).
"""
import math
import torch
import torch.nn.functional as F

TEXT = dict(mamba2=448, rwkv=300, bloom=640, falcon=336, gemma=896, bart=416, hybrid=368, codegen=480)
IMAGES = ['resnet', 'convnext', 'unet']
WIDTHS = dict(mamba2=dict(d=64, L=4, H=4, ff=128), rwkv=dict(d=72, L=4, H=4, ff=256), bloom=dict(d=128, L=3, H=8, ff=512), falcon=dict(d=96, L=4, H=6, ff=384), gemma=dict(d=80, L=4, H=4, ff=288),
              bart=dict(d=88, L=3, H=4, ff=224), hybrid=dict(d=64, L=4, H=4, ff=176), codegen=dict(d=112, L=3, H=4, ff=448), resnet=dict(), convnext=dict(), unet=dict())


def alibi(H, n):
    slope = torch.tensor([2.0 ** (-8 * (i + 1) / H) for i in range(H)]); at = torch.arange(n); return slope[:, None, None] * (at[None, None] - at[None, :, None]).clamp(max=0)


def bloom(t):
    d, L, H, ff, V = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V; S, E, hd = 'transformer.h.%d.', 'transformer.word_embeddings.weight', t.C['d'] // t.C['H']

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d)}; t.both(p, 'transformer.word_embeddings_layernorm', torch.ones(d)); t.both(p, 'transformer.ln_f', torch.ones(d))
        for l in range(L):
            k = S % l; t.both(p, k + 'input_layernorm', torch.ones(d)); t.both(p, k + 'post_attention_layernorm', torch.ones(d)); t.both(p, k + 'self_attention.query_key_value', w(3 * d, d)); t.both(p, k + 'self_attention.dense', w(d, d)); t.both(p, k + 'mlp.dense_h_to_4h', w(ff, d)); t.both(p, k + 'mlp.dense_4h_to_h', w(d, ff))
        return p

    def loss(p, b):
        x = t.ln(p[E][b[:, :-1]], p, 'transformer.word_embeddings_layernorm'); B, n, _ = x.shape; bias = alibi(H, n)
        for l in range(t.depth(p)):
            k = S % l; q, kk, v = t.lin(t.ln(x, p, k + 'input_layernorm'), p, k + 'self_attention.query_key_value').view(B, n, H, 3, hd).unbind(3)
            x = x + t.lin(t.attend(q.reshape(B, n, d), kk.reshape(B, n, d), v.reshape(B, n, d), H, True, bias), p, k + 'self_attention.dense'); x = x + t.lin(F.gelu(t.lin(t.ln(x, p, k + 'post_attention_layernorm'), p, k + 'mlp.dense_h_to_4h')), p, k + 'mlp.dense_4h_to_h')
        return t.ce(t.ln(x, p, 'transformer.ln_f') @ p[E].T, b[:, 1:])

    def residual(n): return [-1] if 'embed' in n or 'norm' in n or 'ln_f' in n else [0] if 'attention.dense' in n or '4h_to_h' in n else [] if n.endswith('.bias') else [1]
    unit = lambda p, k: [[(k + 'mlp.dense_h_to_4h.weight', 0), (k + 'mlp.dense_h_to_4h.bias', 0), (k + 'mlp.dense_4h_to_h.weight', 1)]]
    heads = lambda k: []   # every head has a slope of its own: they are not exchangeable

    def gguf(p):   # heads side by side become query, key and value one below the other
        out = {}
        for n, v in p.items():
            if 'query_key_value' in n: v = v.view(H, 3, hd, *v.shape[1:]).transpose(0, 1).reshape(v.shape)
            for a, b in (('transformer.h.', 'blk.'), ('word_embeddings_layernorm', 'token_embd_norm'), ('word_embeddings', 'token_embd'), ('transformer.ln_f', 'output_norm'), ('transformer.', ''), ('input_layernorm', 'attn_norm'), ('post_attention_layernorm', 'ffn_norm'), ('self_attention.query_key_value', 'attn_qkv'), ('self_attention.dense', 'attn_output'), ('mlp.dense_h_to_4h', 'ffn_up'), ('mlp.dense_4h_to_h', 'ffn_down')): n = n.replace(a, b)
            out[n] = v
        return 'bloom', out
    return dict(STACKS=[S], EMBED=[E], init=init, loss=loss, unit=unit, heads=heads, residual=residual, LORA=('query_key_value.weight',), gguf=gguf)


def falcon(t):
    d, L, H, ff, V = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V; S, E, hd = 'transformer.h.%d.', 'transformer.word_embeddings.weight', t.C['d'] // t.C['H']

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d), 'lm_head.weight': w(V, d)}; t.both(p, 'transformer.ln_f', torch.ones(d))
        for l in range(L): k = S % l; t.both(p, k + 'input_layernorm', torch.ones(d)); p[k + 'self_attention.query_key_value.weight'] = w(d + 2 * hd, d); p[k + 'self_attention.dense.weight'] = w(d, d); p[k + 'mlp.dense_h_to_4h.weight'] = w(ff, d); p[k + 'mlp.dense_4h_to_h.weight'] = w(d, ff)
        return p

    def loss(p, b):
        x = p[E][b[:, :-1]]
        for l in range(t.depth(p)):
            k = S % l; h = t.ln(x, p, k + 'input_layernorm'); q, kk, v = t.lin(h, p, k + 'self_attention.query_key_value').split([d, hd, hd], -1)
            x = x + t.lin(t.attend(t.rope(q, H), t.rope(kk, 1).repeat(1, 1, H), v.repeat(1, 1, H), H, True), p, k + 'self_attention.dense') + t.lin(F.gelu(t.lin(h, p, k + 'mlp.dense_h_to_4h')), p, k + 'mlp.dense_4h_to_h')
        return t.ce(t.ln(x, p, 'transformer.ln_f') @ p['lm_head.weight'].T, b[:, 1:])

    def residual(n): return [-1] if 'embed' in n or 'lm_head' in n or 'norm' in n or 'ln_f' in n else [0] if 'attention.dense' in n or '4h_to_h' in n else [1]
    unit = lambda p, k: [[(k + 'mlp.dense_h_to_4h.weight', 0), (k + 'mlp.dense_4h_to_h.weight', 1)]]
    heads = lambda k: [[(k + 'self_attention.dense.weight', 1), (k + 'self_attention.query_key_value.weight', lambda v, o: torch.cat([v[:d][o], v[d:]]))]]

    def gguf(p):
        out = {}
        for n, v in p.items():
            for a, b in (('transformer.h.', 'blk.'), ('transformer.word_embeddings', 'token_embd'), ('transformer.ln_f', 'output_norm'), ('lm_head', 'output'), ('input_layernorm', 'attn_norm'), ('self_attention.query_key_value', 'attn_qkv'), ('self_attention.dense', 'attn_output'), ('mlp.dense_h_to_4h', 'ffn_up'), ('mlp.dense_4h_to_h', 'ffn_down')): n = n.replace(a, b)
            out[n] = v
        return 'falcon', out
    return dict(STACKS=[S], EMBED=[E, 'lm_head.weight'], init=init, loss=loss, unit=unit, heads=heads, residual=residual, LORA=('query_key_value.weight', 'self_attention.dense.weight'), gguf=gguf)


def gemma(t):
    d, L, H, ff, V = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V; S, E, hd = 'model.layers.%d.', 'model.embed_tokens.weight', 32
    NORMS = ('input_layernorm', 'post_attention_layernorm', 'pre_feedforward_layernorm', 'post_feedforward_layernorm'); P = 'self_attn.'
    rms = lambda x, p, k: x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * (1 + p[k + '.weight'])

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d), 'model.norm.weight': torch.zeros(d)}
        for l in range(L):
            k = S % l; p[k + P + 'q_proj.weight'], p[k + P + 'k_proj.weight'], p[k + P + 'v_proj.weight'], p[k + P + 'o_proj.weight'] = w(H * hd, d), w(2 * hd, d), w(2 * hd, d), w(d, H * hd)
            p[k + 'mlp.gate_proj.weight'], p[k + 'mlp.up_proj.weight'], p[k + 'mlp.down_proj.weight'] = w(ff, d), w(ff, d), w(d, ff); p[k + P + 'q_norm.weight'] = torch.zeros(hd); p[k + P + 'k_norm.weight'] = torch.zeros(hd)
            for n in NORMS: p[k + n + '.weight'] = torch.zeros(d)
        return p

    def loss(p, b):
        x = p[E][b[:, :-1]] * math.sqrt(d); B, n, _ = x.shape
        for l in range(t.depth(p)):
            k = S % l; h = rms(x, p, k + NORMS[0]); q = rms(t.lin(h, p, k + P + 'q_proj').view(B, n, H, hd), p, k + P + 'q_norm').reshape(B, n, -1); kk = rms(t.lin(h, p, k + P + 'k_proj').view(B, n, 2, hd), p, k + P + 'k_norm').reshape(B, n, -1); v = t.lin(h, p, k + P + 'v_proj')
            kk = t.rope(kk, 2).view(B, n, 2, 1, hd).expand(B, n, 2, H // 2, hd).reshape(B, n, -1); v = v.view(B, n, 2, 1, hd).expand(B, n, 2, H // 2, hd).reshape(B, n, -1); x = x + rms(t.lin(t.attend(t.rope(q, H), kk, v, H, True), p, k + P + 'o_proj'), p, k + NORMS[1])
            h = rms(x, p, k + NORMS[2]); x = x + rms(t.lin(F.gelu(t.lin(h, p, k + 'mlp.gate_proj')) * t.lin(h, p, k + 'mlp.up_proj'), p, k + 'mlp.down_proj'), p, k + NORMS[3])
        return t.ce(rms(x, p, 'model.norm') @ p[E].T, b[:, 1:])

    def residual(n): return [] if 'q_norm' in n or 'k_norm' in n else [-1] if 'embed' in n or 'norm' in n else [0] if 'o_proj' in n or 'down' in n else [1]
    unit = lambda p, k: [[(k + 'mlp.gate_proj.weight', 0), (k + 'mlp.up_proj.weight', 0), (k + 'mlp.down_proj.weight', 1)]]; groups = lambda v, o: v.view(2, -1, *v.shape[1:])[[1, 0]].reshape(v.shape)
    heads = lambda k: [[(k + P + 'q_proj.weight', groups), (k + P + 'k_proj.weight', groups), (k + P + 'v_proj.weight', groups), (k + P + 'o_proj.weight', lambda v, o: groups(v.T.contiguous(), o).T.contiguous())]]

    def gguf(p):   # the converter stores gains, not their distance from one
        out = {}
        for n, v in p.items():
            if 'norm' in n: v = v + 1
            for a, b in (('model.layers.', 'blk.'), ('model.embed_tokens', 'token_embd'), ('model.norm', 'output_norm'), ('post_attention_layernorm', 'post_attention_norm'), ('input_layernorm', 'attn_norm'), ('pre_feedforward_layernorm', 'ffn_norm'), ('post_feedforward_layernorm', 'post_ffw_norm'), ('self_attn.q_norm', 'attn_q_norm'), ('self_attn.k_norm', 'attn_k_norm'), ('self_attn.q_proj', 'attn_q'), ('self_attn.k_proj', 'attn_k'), ('self_attn.v_proj', 'attn_v'), ('self_attn.o_proj', 'attn_output'), ('mlp.gate_proj', 'ffn_gate'), ('mlp.up_proj', 'ffn_up'), ('mlp.down_proj', 'ffn_down')): n = n.replace(a, b)
            out[n] = v
        return 'gemma3', out
    scale = lambda k: [(k + 'pre_feedforward_layernorm', lambda p: [k + 'mlp.gate_proj.weight', k + 'mlp.up_proj.weight'])]
    return dict(STACKS=[S], EMBED=[E], init=init, loss=loss, unit=unit, heads=heads, residual=residual, LORA=('q_proj.weight', 'v_proj.weight'), gguf=gguf, GAIN=1.0, SCALES=scale)


def codegen(t):
    """Half of each head is rotated, feed-forward and attention share a norm, the head has a bias (names of CodeGen and GPT-J)."""
    d, L, H, ff, V = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V; S, E = 'transformer.h.%d.', 'transformer.wte.weight'

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d), 'lm_head.weight': w(V, d), 'lm_head.bias': torch.zeros(V)}; t.both(p, 'transformer.ln_f', torch.ones(d))
        for l in range(L): k = S % l; t.both(p, k + 'ln_1', torch.ones(d)); p[k + 'attn.qkv_proj.weight'] = w(3 * d, d); p[k + 'attn.out_proj.weight'] = w(d, d); t.both(p, k + 'mlp.fc_in', w(ff, d)); t.both(p, k + 'mlp.fc_out', w(d, ff))
        return p

    def loss(p, b):
        x = p[E][b[:, :-1]]
        for l in range(t.depth(p)): k = S % l; h = t.ln(x, p, k + 'ln_1'); q, v, kk = t.lin(h, p, k + 'attn.qkv_proj').chunk(3, -1); x = x + t.lin(t.attend(t.rope(q, H), t.rope(kk, H), v, H, True), p, k + 'attn.out_proj') + t.lin(F.gelu(t.lin(h, p, k + 'mlp.fc_in')), p, k + 'mlp.fc_out')
        y = t.ln(x, p, 'transformer.ln_f') @ p['lm_head.weight'].T; return t.ce(y + F.pad(p['lm_head.bias'], (0, y.shape[-1] - len(p['lm_head.bias']))), b[:, 1:])

    def residual(n): return [] if n == 'lm_head.bias' or 'fc_in.bias' in n else [-1] if 'wte' in n or 'lm_head' in n or 'ln_' in n else [0] if 'out_proj' in n or 'fc_out' in n else [1]
    unit = lambda p, k: [[(k + 'mlp.fc_in.weight', 0), (k + 'mlp.fc_in.bias', 0), (k + 'mlp.fc_out.weight', 1)]]
    return dict(STACKS=[S], EMBED=[E, 'lm_head.weight'], init=init, loss=loss, unit=unit, heads=lambda k: [], residual=residual, LORA=('qkv_proj.weight',))


def rwkv(t):
    d, L, ff, V = t.C['d'], t.C['L'], t.C['ff'], t.V; S, E = 'rwkv.blocks.%d.', 'rwkv.embeddings.weight'

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d), 'head.weight': w(V, d)}; t.both(p, 'rwkv.ln_out', torch.ones(d)); t.both(p, 'rwkv.blocks.0.pre_ln', torch.ones(d))
        for l in range(L):
            k = S % l; a, f = k + 'attention.', k + 'feed_forward.'; t.both(p, k + 'ln1', torch.ones(d)); t.both(p, k + 'ln2', torch.ones(d)); ramp = torch.arange(d) / d
            p[a + 'time_decay'] = -5 + 8 * ramp ** (.7 + 1.3 * l / max(1, L - 1)); p[a + 'time_first'] = torch.ones(d) * math.log(.3) + .5 * ((torch.arange(d) + 1) % 3 - 1)
            for s in ('key', 'value', 'receptance'): p[a + 'time_mix_' + s] = (ramp ** (1 - l / L))[None, None].clone(); p[a + s + '.weight'] = w(d, d)
            p[a + 'output.weight'] = w(d, d); p[f + 'time_mix_key'] = (ramp ** (1 - l / L))[None, None].clone(); p[f + 'time_mix_receptance'] = p[f + 'time_mix_key'].clone(); p[f + 'key.weight'] = w(ff, d); p[f + 'receptance.weight'] = w(d, d); p[f + 'value.weight'] = w(d, ff)
        return p

    def loss(p, b):
        x = t.ln(p[E][b[:, :-1]], p, 'rwkv.blocks.0.pre_ln'); shift = lambda h: F.pad(h, (0, 0, 1, 0))[:, :-1]
        for l in range(t.depth(p)):
            k = S % l; a, f = k + 'attention.', k + 'feed_forward.'; h = t.ln(x, p, k + 'ln1'); s = shift(h); m = lambda n, h=h, s=s: h * p[n] + s * (1 - p[n]); kk, v, r = t.lin(m(a + 'time_mix_key'), p, a + 'key'), t.lin(m(a + 'time_mix_value'), p, a + 'value'), torch.sigmoid(t.lin(m(a + 'time_mix_receptance'), p, a + 'receptance'))
            u, w, e = p[a + 'time_first'], torch.exp(-torch.exp(p[a + 'time_decay'])), torch.exp(kk.clamp(max=15)); num = den = torch.zeros_like(e[:, 0]); ys = []
            for i in range(x.shape[1]): z = torch.exp(u) * e[:, i]; ys.append((num + z * v[:, i]) / (den + z + 1e-9)); num, den = w * num + e[:, i] * v[:, i], w * den + e[:, i]
            x = x + t.lin(r * torch.stack(ys, 1), p, a + 'output'); h = t.ln(x, p, k + 'ln2'); s = shift(h); m = lambda n, h=h, s=s: h * p[n] + s * (1 - p[n]); x = x + torch.sigmoid(t.lin(m(f + 'time_mix_receptance'), p, f + 'receptance')) * t.lin(F.relu(t.lin(m(f + 'time_mix_key'), p, f + 'key')) ** 2, p, f + 'value')
        return t.ce(t.ln(x, p, 'rwkv.ln_out') @ p['head.weight'].T, b[:, 1:])

    def residual(n):
        if 'embeddings' in n or n == 'head.weight' or 'ln' in n or 'time_mix' in n: return [-1]
        if 'time_' in n: return []
        return [0] if n.endswith('output.weight') or 'feed_forward.value' in n else [0, 1] if 'feed_forward.receptance' in n else [1]
    unit = lambda p, k: [[(k + 'feed_forward.key.weight', 0), (k + 'feed_forward.value.weight', 1)]]
    heads = lambda k: [[(k + 'attention.output.weight', 1)] + [(k + 'attention.' + s, 0) for s in ('key.weight', 'value.weight', 'receptance.weight', 'time_decay', 'time_first')]]
    return dict(STACKS=[S], EMBED=[E, 'head.weight'], init=init, loss=loss, unit=unit, heads=heads, residual=residual, LORA=('attention.key.weight', 'attention.value.weight'))


def mixer2(t, p, m, x, di, nh, N):
    """A state-space block with heads (the second kind): one decay a head, convolution over channels and states."""
    B_, n, _ = x.shape; z, u, dt = t.lin(x, p, m + 'in_proj').split([di, di + 2 * N, nh], -1); u = F.silu(F.conv1d(F.pad(u.transpose(1, 2), (3, 0)), p[m + 'conv1d.weight'], p[m + 'conv1d.bias'], groups=di + 2 * N).transpose(1, 2)); u, b, c = u.split([di, N, N], -1)
    dt = F.softplus(dt + p[m + 'dt_bias']); a = torch.exp(-dt * torch.exp(p[m + 'A_log'])); u = u.view(B_, n, nh, -1); s, ys = torch.zeros(B_, nh, u.shape[-1], N), []
    for i in range(n): s = a[:, i, :, None, None] * s + (dt[:, i, :, None] * u[:, i])[..., None] * b[:, i, None, None]; ys.append((s * c[:, i, None, None]).sum(-1) + p[m + 'D'][:, None] * u[:, i])
    return t.lin(t.rms(torch.stack(ys, 1).reshape(B_, n, di) * F.silu(z), p, m + 'norm'), p, m + 'out_proj')


def mamba2(t):
    d, L, V = t.C['d'], t.C['L'], t.V; di, nh, N, S, E = 128, 4, 8, 'backbone.layers.%d.', ['backbone.embeddings.weight', 'lm_head.weight']; hd = di // nh

    def init(seed):
        w = t.maker(seed); p = {E[0]: w(V, d), E[1]: w(V, d), 'backbone.norm_f.weight': torch.ones(d)}
        for l in range(L):
            k = S % l; m = k + 'mixer.'; p[k + 'norm.weight'] = torch.ones(d); p[m + 'in_proj.weight'] = w(2 * di + 2 * N + nh, d); p[m + 'conv1d.weight'] = w(di + 2 * N, 1, 4) * 4; p[m + 'conv1d.bias'] = torch.zeros(di + 2 * N); p[m + 'A_log'] = torch.log(torch.arange(1, nh + 1).float()); p[m + 'D'] = torch.ones(nh); p[m + 'dt_bias'] = w(nh) - 2; p[m + 'norm.weight'] = torch.ones(di); p[m + 'out_proj.weight'] = w(d, di)
        return p

    def loss(p, b):
        x = p[E[0]][b[:, :-1]]
        for l in range(t.depth(p)): x = x + mixer2(t, p, S % l + 'mixer.', t.rms(x, p, S % l + 'norm'), di, nh, N)
        return t.ce(t.rms(x, p, 'backbone.norm_f') @ p[E[1]].T, b[:, 1:])

    first = lambda at: lambda v, o: torch.cat([v[:at], v[at:at + di][o], v[at + di:]]); one = lambda v, o: v[o[::hd] // hd]
    heads = lambda k: [[(k + 'mixer.out_proj.weight', 1), (k + 'mixer.in_proj.weight', lambda v, o: torch.cat([v[:di][o], v[di:2 * di][o], v[2 * di:2 * di + 2 * N], one(v[2 * di + 2 * N:], o)])), (k + 'mixer.conv1d.weight', first(0)), (k + 'mixer.conv1d.bias', first(0)), (k + 'mixer.norm.weight', 0), (k + 'mixer.A_log', one), (k + 'mixer.D', one), (k + 'mixer.dt_bias', one)]]
    def residual(n): return [] if 'mixer.norm' in n else [-1] if 'embeddings' in n or 'lm_head' in n or 'norm' in n else [1] if 'in_proj' in n else [0] if 'out_proj' in n else []
    scale = lambda k: [(k + 'norm', lambda p: [k + 'mixer.in_proj.weight'])]
    return dict(STACKS=[S], EMBED=E, init=init, loss=loss, unit=lambda p, k: [], heads=heads, residual=residual, LORA=('in_proj.weight', 'out_proj.weight'), SCALES=scale, HD=lambda n: [slice(i * n // nh, (i + 1) * n // nh) for i in range(nh)])


def hybrid(t):
    """Attention in every second layer, state space in the others, a gated block in all (names of Jamba)."""
    d, L, H, ff, V = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V; S, E = 'model.layers.%d.', ['model.embed_tokens.weight', 'lm_head.weight']; di, N, R = 128, 4, 4

    def init(seed):
        w = t.maker(seed); p = {E[0]: w(V, d), E[1]: w(V, d), 'model.final_layernorm.weight': torch.ones(d)}
        for l in range(L):
            k = S % l; p[k + 'input_layernorm.weight'] = torch.ones(d); p[k + 'pre_ff_layernorm.weight'] = torch.ones(d); f = k + 'feed_forward.'; p[f + 'gate_proj.weight'], p[f + 'up_proj.weight'], p[f + 'down_proj.weight'] = w(ff, d), w(ff, d), w(d, ff)
            if l % 2:
                for s in 'qkvo': p[k + 'self_attn.%s_proj.weight' % s] = w(d, d)
                continue
            m = k + 'mamba.'; p[m + 'in_proj.weight'] = w(2 * di, d); p[m + 'conv1d.weight'] = w(di, 1, 4) * 4; p[m + 'conv1d.bias'] = torch.zeros(di); p[m + 'x_proj.weight'] = w(R + 2 * N, di); p[m + 'dt_proj.weight'] = w(di, R) * 5; p[m + 'dt_proj.bias'] = w(di) - 2; p[m + 'A_log'] = torch.log(torch.arange(1, N + 1).float()).repeat(di, 1); p[m + 'D'] = torch.ones(di); p[m + 'out_proj.weight'] = w(d, di)
            for s, n in (('dt', R), ('b', N), ('c', N)): p[m + s + '_layernorm.weight'] = torch.ones(n)
        return p

    def mamba(x, p, m):
        n = x.shape[1]; u, z = t.lin(x, p, m + 'in_proj').chunk(2, -1); u = F.silu(F.conv1d(F.pad(u.transpose(1, 2), (3, 0)), p[m + 'conv1d.weight'], p[m + 'conv1d.bias'], groups=di).transpose(1, 2)); dt, b, c = t.lin(u, p, m + 'x_proj').split([R, N, N], -1); dt, b, c = t.rms(dt, p, m + 'dt_layernorm'), t.rms(b, p, m + 'b_layernorm'), t.rms(c, p, m + 'c_layernorm')
        dt = F.softplus(t.lin(dt, p, m + 'dt_proj')); a = torch.exp(dt[..., None] * -torch.exp(p[m + 'A_log'])); bu = (dt * u)[..., None] * b[:, :, None]; s, ys = torch.zeros(len(x), di, N), []
        for i in range(n): s = a[:, i] * s + bu[:, i]; ys.append((s * c[:, i, None]).sum(-1))
        return t.lin((torch.stack(ys, 1) + p[m + 'D'] * u) * F.silu(z), p, m + 'out_proj')

    def loss(p, b):
        x = p[E[0]][b[:, :-1]]
        for l in range(t.depth(p)):
            k = S % l; h = t.rms(x, p, k + 'input_layernorm'); f = k + 'feed_forward.'
            x = x + (mamba(h, p, k + 'mamba.') if k + 'mamba.D' in p else t.lin(t.attend(*[t.lin(h, p, k + 'self_attn.%s_proj' % s) for s in 'qkv'], H, True), p, k + 'self_attn.o_proj')); h = t.rms(x, p, k + 'pre_ff_layernorm'); x = x + t.lin(F.silu(t.lin(h, p, f + 'gate_proj')) * t.lin(h, p, f + 'up_proj'), p, f + 'down_proj')
        return t.ce(t.rms(x, p, 'model.final_layernorm') @ p[E[1]].T, b[:, 1:])

    def unit(p, k):
        u = [[(k + 'feed_forward.%s_proj.weight' % s, int(s == 'down')) for s in ('gate', 'up', 'down')]]; m = k + 'mamba.'
        return u
    def more(p, k): m = k + 'mamba.'; return [[(m + 'in_proj.weight', (0, 2)), (m + 'conv1d.weight', 0), (m + 'conv1d.bias', 0), (m + 'x_proj.weight', 1), (m + 'dt_proj.weight', 0), (m + 'dt_proj.bias', 0), (m + 'A_log', 0), (m + 'D', 0), (m + 'out_proj.weight', 1)]] if m + 'D' in p else []
    def residual(n): return [] if any(s in n for s in ('dt_layer', 'b_layer', 'c_layer', 'conv1d', 'x_proj', 'dt_proj', 'A_log', '.D')) else [-1] if 'embed' in n or 'lm_head' in n or 'norm' in n else [0] if 'o_proj' in n or 'down' in n or 'out_proj' in n else [1]
    scale = lambda k: [(k + 'pre_ff_layernorm', lambda p: [k + 'feed_forward.gate_proj.weight', k + 'feed_forward.up_proj.weight'])]
    return dict(STACKS=[S], EMBED=E, init=init, loss=loss, unit=unit, more=more, heads=lambda k: [], residual=residual, LORA=('q_proj.weight', 'in_proj.weight'), SCALES=scale)


def bart(t):
    d, L, H, ff, V, T = t.C['d'], t.C['L'], t.C['H'], t.C['ff'], t.V, t.T; E = 'model.shared.weight'; S = ['model.encoder.layers.%d.', 'model.decoder.layers.%d.']

    def init(seed):
        w = t.maker(seed); p = {E: w(V, d), 'final_logits_bias': torch.zeros(1, V)}
        for s in ('encoder', 'decoder'):
            p['model.%s.embed_positions.weight' % s] = w(T + 2, d); t.both(p, 'model.%s.layernorm_embedding' % s, torch.ones(d))
            for l in range(L):
                k = 'model.%s.layers.%d.' % (s, l)
                for a in ['self_attn'] + ['encoder_attn'] * (s == 'decoder'):
                    for q in ('q_proj', 'k_proj', 'v_proj', 'out_proj'): t.both(p, k + a + '.' + q, w(d, d))
                    t.both(p, k + a + '_layer_norm', torch.ones(d))
                t.both(p, k + 'fc1', w(ff, d)); t.both(p, k + 'fc2', w(d, ff)); t.both(p, k + 'final_layer_norm', torch.ones(d))
        return p

    def loss(p, b):
        h = T // 2; src, dst = b[:, :h], b[:, h:-1]; memory = None
        for s, ids in (('encoder', src), ('decoder', dst)):
            x = t.ln(p[E][ids] + p['model.%s.embed_positions.weight' % s][2:2 + ids.shape[1]], p, 'model.%s.layernorm_embedding' % s)
            for l in range(t.depth(p, 'model.' + s)):
                k = 'model.%s.layers.%d.' % (s, l)
                for a in ['self_attn'] + ['encoder_attn'] * (s == 'decoder'): y = x if a == 'self_attn' else memory; x = t.ln(x + t.lin(t.attend(t.lin(x, p, k + a + '.q_proj'), t.lin(y, p, k + a + '.k_proj'), t.lin(y, p, k + a + '.v_proj'), H, s == 'decoder' and a == 'self_attn'), p, k + a + '.out_proj'), p, k + a + '_layer_norm')
                x = t.ln(x + t.lin(F.gelu(t.lin(x, p, k + 'fc1')), p, k + 'fc2'), p, k + 'final_layer_norm')
            if s == 'encoder': memory = x
        return t.ce(x @ p[E].T, b[:, h + 1:])

    unit = lambda p, k: [[(k + 'fc1.weight', 0), (k + 'fc1.bias', 0), (k + 'fc2.weight', 1)]]; heads = lambda k: [[(k + 'self_attn.%s_proj.%s' % (s, e), 0) for s in 'qkv' for e in ('weight', 'bias')] + [(k + 'self_attn.out_proj.weight', 1)]]
    def residual(n): return [] if n == 'final_logits_bias' else [-1] if 'shared' in n or 'embed' in n or 'norm' in n else [0] if n.endswith('.bias') and ('out_proj' in n or 'fc2' in n) else [] if n.endswith('.bias') else [0] if 'out_proj' in n or 'fc2' in n else [1]
    return dict(STACKS=S, EMBED=[E], init=init, loss=loss, unit=unit, heads=heads, residual=residual, LORA=('self_attn.q_proj.weight', 'self_attn.v_proj.weight'))


def bn(t, x, p, k):
    with torch.no_grad():
        if torch.is_grad_enabled() or t.TRAINING: p[k + '.running_mean'].mul_(.9).add_(.1 * x.mean((0, 2, 3)).detach()); p[k + '.running_var'].mul_(.9).add_(.1 * x.var((0, 2, 3)).detach())
    return F.batch_norm(x, None, None, p[k + '.weight'], p[k + '.bias'], True)


def he(seed):
    g = t_gen(seed); return lambda *s: torch.randn(*s, generator=g) * math.sqrt(2 / max(1, math.prod(s[1:])))
t_gen = lambda seed: torch.Generator().manual_seed(seed)


def resnet(t):
    PLAN = [(16, 16, 1), (16, 32, 2), (32, 64, 2)]   # names of torchvision, basic blocks

    def init(seed):
        w = he(seed); p = {'conv1.weight': w(16, 3, 3, 3)}
        def norm(k, n): t.both(p, k, torch.ones(n)); p[k + '.running_mean'] = torch.zeros(n); p[k + '.running_var'] = torch.ones(n)
        norm('bn1', 16)
        for i, (a, b, s) in enumerate(PLAN):
            for j in range(2):
                k = 'layer%d.%d.' % (i + 1, j); c = a if j == 0 else b; p[k + 'conv1.weight'] = w(b, c, 3, 3); norm(k + 'bn1', b); p[k + 'conv2.weight'] = w(b, b, 3, 3); norm(k + 'bn2', b)
                if c != b: p[k + 'downsample.0.weight'] = w(b, c, 1, 1); norm(k + 'downsample.1', b)
        t.both(p, 'fc', w(10, 64)); return p

    def loss(p, b):
        x, y = b; x = F.relu(bn(t, F.conv2d(x, p['conv1.weight'], stride=2, padding=1), p, 'bn1'))
        for i, (a, o, s) in enumerate(PLAN):
            for j in range(2):
                k = 'layer%d.%d.' % (i + 1, j); st = s if j == 0 else 1; h = F.relu(bn(t, F.conv2d(x, p[k + 'conv1.weight'], stride=st, padding=1), p, k + 'bn1')); h = bn(t, F.conv2d(h, p[k + 'conv2.weight'], padding=1), p, k + 'bn2')
                x = F.relu(h + (bn(t, F.conv2d(x, p[k + 'downsample.0.weight'], stride=st), p, k + 'downsample.1') if k + 'downsample.0.weight' in p else x))
        return F.cross_entropy(t.lin(x.mean((2, 3)), p, 'fc'), y)

    def unit(p, k): return [[('layer%d.%d.conv1.weight' % (i, j), 0)] + [('layer%d.%d.bn1.%s' % (i, j, s), 0) for s in ('weight', 'bias', 'running_mean', 'running_var')] + [('layer%d.%d.conv2.weight' % (i, j), 1)] for i in (1, 2, 3) for j in (0, 1)]
    return dict(STACKS=[], EMBED=[], init=init, loss=loss, unit=unit, heads=lambda k: [], residual=lambda n: [], LORA=())


def convnext(t):
    DIMS = [32, 64, 96]

    def init(seed):
        w = he(seed); p = {}; E = 'convnext.embeddings.'; t.both(p, E + 'patch_embeddings', w(32, 3, 4, 4)); t.both(p, E + 'layernorm', torch.ones(32))
        for i, c in enumerate(DIMS):
            s = 'convnext.encoder.stages.%d.' % i
            if i: t.both(p, s + 'downsampling_layer.0', torch.ones(DIMS[i - 1])); t.both(p, s + 'downsampling_layer.1', w(c, DIMS[i - 1], 2, 2))
            for j in range(2): k = s + 'layers.%d.' % j; p[k + 'layer_scale_parameter'] = torch.ones(c) * .1; t.both(p, k + 'dwconv', w(c, 1, 3, 3)); t.both(p, k + 'layernorm', torch.ones(c)); t.both(p, k + 'pwconv1', w(4 * c, c)); t.both(p, k + 'pwconv2', w(c, 4 * c))
        t.both(p, 'convnext.layernorm', torch.ones(96)); t.both(p, 'classifier', w(10, 96)); return p

    def loss(p, b):
        x, y = b; norm = lambda x, k: t.ln(x.permute(0, 2, 3, 1), p, k).permute(0, 3, 1, 2); E = 'convnext.embeddings.'; x = norm(F.conv2d(x, p[E + 'patch_embeddings.weight'], p[E + 'patch_embeddings.bias'], stride=4), E + 'layernorm')
        for i, c in enumerate(DIMS):
            s = 'convnext.encoder.stages.%d.' % i
            if i: x = F.conv2d(norm(x, s + 'downsampling_layer.0'), p[s + 'downsampling_layer.1.weight'], p[s + 'downsampling_layer.1.bias'], stride=2)
            for j in range(2):
                k = s + 'layers.%d.' % j; h = F.conv2d(x, p[k + 'dwconv.weight'], p[k + 'dwconv.bias'], padding=1, groups=c).permute(0, 2, 3, 1); h = t.lin(F.gelu(t.lin(t.ln(h, p, k + 'layernorm'), p, k + 'pwconv1')), p, k + 'pwconv2') * p[k + 'layer_scale_parameter']; x = x + h.permute(0, 3, 1, 2)
        return F.cross_entropy(t.lin(t.ln(x.mean((2, 3)), p, 'convnext.layernorm'), p, 'classifier'), y)

    def unit(p, k): return [[(s + 'pwconv1.weight', 0), (s + 'pwconv1.bias', 0), (s + 'pwconv2.weight', 1)] for s in ['convnext.encoder.stages.%d.layers.%d.' % (i, j) for i in range(3) for j in range(2)]]
    return dict(STACKS=[], EMBED=[], init=init, loss=loss, unit=unit, heads=lambda k: [], residual=lambda n: [], LORA=('pwconv1.weight',))


def unet(t):
    def init(seed):
        w = he(seed); p = {}; t.both(p, 'conv_in', w(32, 3, 3, 3)); t.both(p, 'time_embedding.linear_1', w(96, 32)); t.both(p, 'time_embedding.linear_2', w(96, 96))
        def res(k, a, b): t.both(p, k + 'norm1', torch.ones(a)); t.both(p, k + 'conv1', w(b, a, 3, 3)); t.both(p, k + 'time_emb_proj', w(b, 96)); t.both(p, k + 'norm2', torch.ones(b)); t.both(p, k + 'conv2', w(b, b, 3, 3)); (t.both(p, k + 'conv_shortcut', w(b, a, 1, 1)) if a != b else None)
        def att(k, c): t.both(p, k + 'group_norm', torch.ones(c)); [t.both(p, k + s, w(c, c)) for s in ('to_q', 'to_k', 'to_v', 'to_out.0')]
        res('down_blocks.0.resnets.0.', 32, 32); t.both(p, 'down_blocks.0.downsamplers.0.conv', w(32, 32, 3, 3)); res('down_blocks.1.resnets.0.', 32, 64); att('down_blocks.1.attentions.0.', 64); res('mid_block.resnets.0.', 64, 64); att('mid_block.attentions.0.', 64); res('mid_block.resnets.1.', 64, 64)
        res('up_blocks.0.resnets.0.', 128, 64); t.both(p, 'up_blocks.0.upsamplers.0.conv', w(64, 64, 3, 3)); res('up_blocks.1.resnets.0.', 96, 32); t.both(p, 'conv_norm_out', torch.ones(32)); t.both(p, 'conv_out', w(3, 32, 3, 3)); return p

    conv = lambda x, p, k, s=1: F.conv2d(x, p[k + '.weight'], p[k + '.bias'], stride=s, padding=p[k + '.weight'].shape[-1] // 2); gn = lambda x, p, k: F.group_norm(x, 8, p[k + '.weight'], p[k + '.bias'])
    def res(x, e, p, k): h = conv(F.silu(gn(x, p, k + 'norm1')), p, k + 'conv1') + t.lin(F.silu(e), p, k + 'time_emb_proj')[:, :, None, None]; h = conv(F.silu(gn(h, p, k + 'norm2')), p, k + 'conv2'); return h + (conv(x, p, k + 'conv_shortcut') if k + 'conv_shortcut.weight' in p else x)
    def att(x, p, k): b, c, h, w = x.shape; y = gn(x, p, k + 'group_norm').flatten(2).transpose(1, 2); y = t.lin(t.attend(*[t.lin(y, p, k + s) for s in ('to_q', 'to_k', 'to_v')], 4, False), p, k + 'to_out.0'); return x + y.transpose(1, 2).view(b, c, h, w)

    def loss(p, b):
        x, y = b; x = F.avg_pool2d(x[:8], 2); g = t_gen(int(abs(float(x.sum())) * 100) % 100000); at = torch.rand(len(x), generator=g); noise = torch.randn(x.shape, generator=g); z = x * (1 - at)[:, None, None, None] + noise * at[:, None, None, None]; f = torch.exp(torch.arange(16) * -.5); e = torch.cat([torch.sin(50 * at[:, None] * f), torch.cos(50 * at[:, None] * f)], 1); e = t.lin(F.silu(t.lin(e, p, 'time_embedding.linear_1')), p, 'time_embedding.linear_2')
        a = res(conv(z, p, 'conv_in'), e, p, 'down_blocks.0.resnets.0.'); c = att(res(conv(a, p, 'down_blocks.0.downsamplers.0.conv', 2), e, p, 'down_blocks.1.resnets.0.'), p, 'down_blocks.1.attentions.0.'); m = res(att(res(c, e, p, 'mid_block.resnets.0.'), p, 'mid_block.attentions.0.'), e, p, 'mid_block.resnets.1.')
        u = res(torch.cat([m, c], 1), e, p, 'up_blocks.0.resnets.0.'); u = conv(F.interpolate(u, scale_factor=2), p, 'up_blocks.0.upsamplers.0.conv'); u = res(torch.cat([u, a], 1), e, p, 'up_blocks.1.resnets.0.'); return F.mse_loss(conv(F.silu(gn(u, p, 'conv_norm_out')), p, 'conv_out'), noise)

    def unit(p, k):   # channels between two convolutions, within the groups of the normalization between them
        return [[(k2 + 'conv1.weight', 0), (k2 + 'conv1.bias', 0), (k2 + 'time_emb_proj.weight', 0), (k2 + 'time_emb_proj.bias', 0), (k2 + 'norm2.weight', 0), (k2 + 'norm2.bias', 0), (k2 + 'conv2.weight', 1)] for k2 in sorted({n[:-len('conv1.weight')] for n in p if n.endswith('conv1.weight')})]
    return dict(STACKS=[], EMBED=[], init=init, loss=loss, unit=unit, heads=lambda k: [], residual=lambda n: [], LORA=('to_q.weight', 'to_v.weight'), GROUPS=8)


KINDS = dict(mamba2=mamba2, rwkv=rwkv, bloom=bloom, falcon=falcon, gemma=gemma, codegen=codegen, bart=bart, hybrid=hybrid, resnet=resnet, convnext=convnext, unet=unet)
