// Writes the folders of tiny models of @huggingface/transformers: what continues texts, what turns them into others,
// and what makes vectors of them.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Constant, type Graph, type Place, toOnnx } from './onnx.ts';

/** Words are tokens. The sentence is what the model says. */
const SENTENCE = ['the', 'quokka', 'smiles', 'at', 'everyone'];
const WORDS = ['<unk>', '<s>', '</s>', 'where', 'is', 'a', 'be', 'kind', ...SENTENCE];
const END = 2;
const FIRST = WORDS.indexOf('the');
const WIDTH = 2;

const ids: Place = { name: 'input_ids', type: 'int64', dims: ['batch', 'length'] };
const mask: Place = { name: 'attention_mask', type: 'int64', dims: ['batch', 'whole'] };

/** What follows each word: the next one of the sentence, or its first. */
const nexts: Constant = {
  name: 'nexts',
  dims: [WORDS.length, WORDS.length],
  values: Float32Array.from({ length: WORDS.length ** 2 }, (_, index) => {
    const word = Math.floor(index / WORDS.length);
    const next = word < FIRST ? FIRST : word + 1;
    return index % WORDS.length === (next < WORDS.length ? next : END) ? 10 : 0;
  }),
};
const vectors: Constant = {
  name: 'vectors',
  dims: [WORDS.length, WIDTH],
  values: Float32Array.from({ length: WORDS.length * WIDTH }, (_, index) => index / 10),
};
const logits: Place = { name: 'logits', type: 'float', dims: ['batch', 'length', WORDS.length] };
const hidden: Place = {
  name: 'last_hidden_state',
  type: 'float',
  dims: ['batch', 'length', WIDTH],
};

function cached(name: string, length: string): Place {
  return { name, type: 'float', dims: ['batch', 1, length, WIDTH] };
}

/** It remembers what it has read, as such models do. */
const continuing: Graph = {
  inputs: [
    ids,
    mask,
    cached('past_key_values.0.key', 'past'),
    cached('past_key_values.0.value', 'past'),
  ],
  outputs: [logits, cached('present.0.key', 'whole'), cached('present.0.value', 'whole')],
  constants: [nexts, vectors, { name: 'one', dims: [1], values: BigInt64Array.from([1n]) }],
  steps: [
    { op: 'Gather', inputs: ['nexts', 'input_ids'], output: 'logits' },
    { op: 'Gather', inputs: ['vectors', 'input_ids'], output: 'read' },
    { op: 'Unsqueeze', inputs: ['read', 'one'], output: 'new' },
    ...['key', 'value'].map((name) => ({
      op: 'Concat',
      inputs: [`past_key_values.0.${name}`, 'new'],
      output: `present.0.${name}`,
      axis: 2,
    })),
  ],
};
const encoding: Graph = {
  inputs: [ids, mask],
  outputs: [hidden],
  constants: [vectors],
  steps: [{ op: 'Gather', inputs: ['vectors', 'input_ids'], output: 'last_hidden_state' }],
};
const decoding: Graph = {
  inputs: [ids, { ...hidden, name: 'encoder_hidden_states', dims: ['batch', 'read', WIDTH] }],
  outputs: [logits],
  constants: [nexts],
  steps: [{ op: 'Gather', inputs: ['nexts', 'input_ids'], output: 'logits' }],
};

const KINDS = {
  continuing: {
    config: { model_type: 'gpt2', n_head: 1, n_layer: 1, n_embd: WIDTH },
    files: { model: continuing },
  },
  translating: {
    config: {
      model_type: 't5',
      is_encoder_decoder: true,
      num_layers: 1,
      num_decoder_layers: 1,
      num_heads: 1,
      d_kv: WIDTH,
      d_model: WIDTH,
      decoder_start_token_id: 0,
    },
    files: { encoder_model: encoding, decoder_model_merged: decoding },
  },
  embedding: {
    config: { model_type: 'bert', hidden_size: WIDTH },
    files: { model: encoding },
  },
} as const;

/** Writes the model `name` of a kind into `folder`. */
export function writeRepository(folder: string, name: string, kind: keyof typeof KINDS): void {
  const place = path.join(folder, name);
  mkdirSync(path.join(place, 'onnx'), { recursive: true });
  const { config, files } = KINDS[kind];
  const known = { vocab_size: WORDS.length, bos_token_id: 1, eos_token_id: END, pad_token_id: END };
  const write = (file: string, value: object): void =>
    writeFileSync(path.join(place, file), JSON.stringify(value));
  write('config.json', { ...known, ...config });
  write('generation_config.json', known);
  write('tokenizer.json', TOKENIZER);
  write('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizer',
    unk_token: '<unk>',
    bos_token: '<s>',
    eos_token: '</s>',
    pad_token: '</s>',
    model_max_length: 512,
    chat_template: '{% for message in messages %}{{ message.content }} {% endfor %}',
  });
  for (const [file, graph] of Object.entries(files)) {
    writeFileSync(path.join(place, 'onnx', `${file}.onnx`), toOnnx(graph));
  }
}

const TOKENIZER = {
  version: '1.0',
  added_tokens: WORDS.slice(0, 3).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'WordLevel',
    vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    unk_token: '<unk>',
  },
};
