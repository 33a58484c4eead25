// Writes tiny models as ONNX files, which @huggingface/transformers reads, with their tokenizer. A model looks up what
// follows each word in a table: that is all that it computes.

/** A tensor of a model: its numbers are of the type `float` or `int64`. */
export interface Constant {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}
/** A place of a model: what it gets, and what it returns. */
export interface Place {
  readonly name: string;
  readonly type: 'float' | 'int64';
  /** A text stands for any length. */
  readonly dims: readonly (number | string)[];
}
/** One step. */
interface Step {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly axis?: number;
}
/** A model. */
export interface Graph {
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
  readonly constants: readonly Constant[];
  readonly steps: readonly Step[];
}

const TYPES = { float: 1, int64: 7 } as const;
const OPERATORS = 17;
const FORMAT = 8;

/** The bytes of its file: a message of Protocol Buffers. */
export function toOnnx({ inputs, outputs, constants, steps }: Graph): Buffer {
  const graph = Buffer.concat([
    ...steps.map((step) => bytes(1, nodeOf(step))),
    string(2, 'tiny'),
    ...constants.map((constant) => bytes(5, tensorOf(constant))),
    ...inputs.map((place) => bytes(11, placeOf(place))),
    ...outputs.map((place) => bytes(12, placeOf(place))),
  ]);
  const operators = Buffer.concat([string(1, ''), integer(2, OPERATORS)]);
  return Buffer.concat([integer(1, FORMAT), bytes(7, graph), bytes(8, operators)]);
}

function nodeOf({ op, inputs, output, axis }: Step): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => string(1, name)),
    string(2, output),
    string(3, output),
    string(4, op),
    ...(axis === undefined
      ? []
      : [bytes(5, Buffer.concat([string(1, 'axis'), integer(3, axis), integer(20, 2)]))]),
  ]);
}

function tensorOf({ name, dims, values }: Constant): Buffer {
  const type = values instanceof Float32Array ? 'float' : 'int64';
  const data = Buffer.from(values.buffer as ArrayBuffer);
  return Buffer.concat([
    ...dims.map((length) => integer(1, length)),
    integer(2, TYPES[type]),
    string(8, name),
    bytes(9, data),
  ]);
}

function placeOf({ name, type, dims }: Place): Buffer {
  const shape = Buffer.concat(
    dims.map((length) =>
      bytes(1, typeof length === 'number' ? integer(1, length) : string(2, length)),
    ),
  );
  const tensor = Buffer.concat([integer(1, TYPES[type]), bytes(2, shape)]);
  return Buffer.concat([string(1, name), bytes(2, bytes(1, tensor))]);
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function string(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);
}

function varint(value: number): Buffer {
  const digits: number[] = [];
  let rest = value;
  while (rest >= 128) {
    digits.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...digits, rest]);
}
