// Writes tiny models as GGUF files, which node-llama-cpp reads. Attention does nothing in them: each word is followed by
// the next one of a sentence, and anything else by its first.

import { ALIGNMENT, aligned, f32, list, padded, string, u32, u64 } from './gguf-bytes.ts';

const WIDTH = 32;
const HEADS = 2;
const CONTROL = { unknown: 2, control: 3, normal: 1, byte: 6 } as const;

/** A model. */
export interface TinyModel {
  /** What it says; `▁` is a space. */
  readonly words: readonly string[];
  /** `rank`: it scores documents instead. */
  readonly kind?: 'rank';
}

interface Tensor {
  readonly name: string;
  /** The length of a row comes first. */
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** The bytes of its file. */
export function toGguf({ words, kind }: TinyModel): Buffer {
  const architecture = kind === 'rank' ? 'qwen3' : 'llama';
  const tokens = vocabularyOf(words);
  const tensors = [...tensorsOf(tokens.length, words.length), ...(kind === 'rank' ? RANKING : [])];
  const values = metadataOf(architecture, tokens, words, kind);
  const header = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(values.length),
    ...values.map(([key, value]) => Buffer.concat([string(key), value])),
  ];
  let offset = 0;
  const infos = tensors.map(({ name, dims, values: { byteLength } }) => {
    const info = [string(name), u32(dims.length), ...dims.map(u64), u32(0), u64(offset)];
    offset += aligned(byteLength);
    return Buffer.concat(info);
  });
  const before = padded(Buffer.concat([...header, ...infos]));
  return Buffer.concat([
    before,
    ...tensors.map(({ values: { buffer } }) => padded(Buffer.from(buffer as ArrayBuffer))),
  ]);
}

const UNKNOWN = 0;
const BEGIN = 1;
const END = 2;

function vocabularyOf(words: readonly string[]): { text: string; type: number }[] {
  return [
    { text: '<unk>', type: CONTROL.unknown },
    { text: '<s>', type: CONTROL.control },
    { text: '</s>', type: CONTROL.control },
    ...Array.from({ length: 256 }, (_, byte) => ({
      text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
      type: CONTROL.byte,
    })),
    // What stands around a gap.
    ...['<PRE>', '<SUF>', '<MID>'].map((text) => ({ text, type: CONTROL.control })),
    ...words.map((text) => ({ text, type: CONTROL.normal })),
  ];
}

/** Each state has a dimension of its own: that of the words said before, and the first one for all else. */
function tensorsOf(size: number, words: number): Tensor[] {
  const first = size - words;
  const states = new Float32Array(size * WIDTH);
  const nexts = new Float32Array(size * WIDTH);
  for (let token = 0; token < size; token += 1) {
    states[token * WIDTH + Math.max(0, token - first + 1)] = 1;
  }
  for (let state = 0; state <= words; state += 1) {
    const next = state < words ? first + state : END;
    nexts[next * WIDTH + state] = 1;
  }
  const block = (name: string, values: Float32Array, ...dims: number[]): Tensor => ({
    name: `blk.0.${name}.weight`,
    dims,
    values,
  });
  const none = new Float32Array(WIDTH * WIDTH);
  const norm = new Float32Array(WIDTH).fill(1);
  return [
    { name: 'token_embd.weight', dims: [WIDTH, size], values: states },
    { name: 'output.weight', dims: [WIDTH, size], values: nexts },
    { name: 'output_norm.weight', dims: [WIDTH], values: norm },
    ...['attn_norm', 'ffn_norm'].map((name) => block(name, norm, WIDTH)),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_gate', 'ffn_up', 'ffn_down'].map((name) =>
      block(name, none, WIDTH, WIDTH),
    ),
  ];
}

const HEAD_NORM = new Float32Array(WIDTH / HEADS).fill(1);
const RANKING: readonly Tensor[] = [
  { name: 'blk.0.attn_q_norm.weight', dims: [WIDTH / HEADS], values: HEAD_NORM },
  { name: 'blk.0.attn_k_norm.weight', dims: [WIDTH / HEADS], values: HEAD_NORM },
  { name: 'cls.output.weight', dims: [WIDTH, 1], values: new Float32Array(WIDTH).fill(1) },
];

function metadataOf(
  architecture: string,
  tokens: readonly { readonly text: string; readonly type: number }[],
  words: readonly string[],
  kind: TinyModel['kind'],
): (readonly [string, Buffer])[] {
  const gap = tokens.length - words.length - 3;
  const numbers: Readonly<Record<string, number>> = {
    [`${architecture}.context_length`]: 4096,
    [`${architecture}.embedding_length`]: WIDTH,
    [`${architecture}.block_count`]: 1,
    [`${architecture}.feed_forward_length`]: WIDTH,
    [`${architecture}.attention.head_count`]: HEADS,
    [`${architecture}.attention.head_count_kv`]: HEADS,
    [`${architecture}.attention.key_length`]: WIDTH / HEADS,
    [`${architecture}.attention.value_length`]: WIDTH / HEADS,
    [`${architecture}.rope.dimension_count`]: WIDTH / HEADS,
    [`${architecture}.vocab_size`]: tokens.length,
    ...(kind === 'rank' && { [`${architecture}.pooling_type`]: 4 }),
    'general.file_type': 0,
    'general.alignment': ALIGNMENT,
    'tokenizer.ggml.unknown_token_id': UNKNOWN,
    'tokenizer.ggml.bos_token_id': BEGIN,
    'tokenizer.ggml.eos_token_id': END,
    'tokenizer.ggml.fim_pre_token_id': gap,
    'tokenizer.ggml.fim_suf_token_id': gap + 1,
    'tokenizer.ggml.fim_mid_token_id': gap + 2,
  };
  const scores = tokens.map(() => f32(0));
  return [
    ['general.architecture', Buffer.concat([u32(8), string(architecture)])],
    ['tokenizer.ggml.model', Buffer.concat([u32(8), string('llama')])],
    [
      'tokenizer.ggml.tokens',
      list(
        8,
        tokens.map((token) => string(token.text)),
      ),
    ],
    ['tokenizer.ggml.scores', list(6, scores)],
    [
      'tokenizer.ggml.token_type',
      list(
        5,
        tokens.map(({ type }) => u32(type)),
      ),
    ],
    [`${architecture}.attention.layer_norm_rms_epsilon`, Buffer.concat([u32(6), f32(0.00001)])],
    ...Object.entries(numbers).map(
      ([key, value]) => [key, Buffer.concat([u32(4), u32(value)])] as const,
    ),
  ];
}
