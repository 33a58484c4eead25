// Requests that no sane application makes, generated: every hostile value in every place of a
// request of every method. Reads of their properties are counted.

import type { Client } from './model-calls.ts';

/** What a method is given, and how often each of its properties has been read. */
interface HostileRequest {
  readonly params: unknown;
  readonly reads: ReadonlyMap<string, number>;
}

/** One value in one place of one method's request. */
export interface HostileInput {
  readonly label: string;
  /** The property that holds content; nothing in it is ours to read. */
  readonly content: string;
  make(): HostileRequest;
  send(client: Client, params: unknown): unknown;
}

type Read = () => unknown;

const always = (value: unknown): Read => {
  return () => value;
};
const thrower = (): never => {
  throw new RangeError('of the application');
};
const TRAPS = Object.getOwnPropertyNames(Reflect).map((name) => [name, thrower]);

/** Makes what reads a property; the value behind it is a new one every time. */
const VALUES: Readonly<Record<string, () => Read>> = {
  'a getter that throws': () => thrower,
  'a Proxy that throws': () => always(new Proxy({}, Object.fromEntries(TRAPS) as object)),
  'a revoked Proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return always(proxy);
  },
  'a toJSON() that throws': () => always({ toJSON: thrower }),
  'a toString() that throws': () => always({ toString: thrower, [Symbol.toPrimitive]: thrower }),
  'a cycle': () => {
    const cycle: unknown[] = [];
    cycle.push({ cycle });
    return always(cycle);
  },
  'a bigint': () => always(7n),
  'a symbol': () => always(Symbol('of the application')),
  'a sparse array': () => always(Object.assign([], { 2: 'x', length: 5 })),
  'a frozen object': () => always(Object.freeze({ text: 'x', list: Object.freeze(['x']) })),
  'a detached buffer': () => {
    const bytes = new Uint8Array(8);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return always(bytes);
  },
};

interface Target {
  readonly content: string;
  readonly setting: string;
  send(client: Client, params: never): unknown;
}

const TARGETS: Readonly<Record<string, Target>> = {
  chat: {
    content: 'messages',
    setting: 'temperature',
    send: (client, params) => client.chat.completions.create(params),
  },
  completions: {
    content: 'prompt',
    setting: 'stop',
    send: (client, params) => client.completions.create(params),
  },
  responses: {
    content: 'input',
    setting: 'reasoning',
    send: (client, params) => client.responses.create(params),
  },
  embeddings: {
    content: 'input',
    setting: 'encoding_format',
    send: (client, params) => client.embeddings.create(params),
  },
  images: {
    content: 'prompt',
    setting: 'n',
    send: (client, params) => client.images.generate(params),
  },
  transcription: {
    content: 'file',
    setting: 'temperature',
    send: (client, params) => client.audio.transcriptions.create(params),
  },
};

/** The properties of a good request, and how each place of it is taken by `read`. */
const PLACES: Readonly<
  Record<string, (target: Target, read: Read, watch: Watch) => Record<string, Read>>
> = {
  'the model': (target, read) => ({ ...good(target), model: read }),
  'a setting': (target, read) => ({ ...good(target), [target.setting]: read }),
  'an unknown property': (target, read) => ({ ...good(target), vendor: read }),
  'the content': (target, read) => ({ ...good(target), [target.content]: read }),
  'a part of the content': (target, read, watch) => ({
    ...good(target),
    [target.content]: always([watch({ role: always('user'), content: read }, 'part.')]),
  }),
};

type Watch = (properties: Readonly<Record<string, Read>>, prefix?: string) => object;

function good({ content }: Target): Record<string, Read> {
  return { model: always('m'), [content]: always([{ role: 'user', content: 'Hi' }]) };
}

/** Makes objects whose getters count. */
function watching(): { watch: Watch; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const watch: Watch = (properties, prefix = '') => {
    const watched = {};
    for (const [name, read] of Object.entries(properties)) {
      const get = (): unknown => {
        reads.set(prefix + name, (reads.get(prefix + name) ?? 0) + 1);
        return read();
      };
      Object.defineProperty(watched, name, { enumerable: true, get });
    }
    return watched;
  };
  return { watch, reads };
}

/** All of them. */
export const hostileInputs: readonly HostileInput[] = Object.entries(TARGETS).flatMap(
  ([name, target]) =>
    Object.entries(VALUES).flatMap(([value, make]) => {
      const input = (place: string, request: () => HostileRequest): HostileInput => ({
        label: `${name}: ${value} for ${place}`,
        content: target.content,
        make: request,
        send: (client, params) => target.send(client, params as never),
      });
      const whole = (): HostileRequest => {
        const read = make();
        const params =
          read === thrower ? watching().watch({ model: read, [target.content]: read }) : read();
        return { params, reads: new Map() };
      };
      return [
        ...Object.entries(PLACES).map(([place, take]) =>
          input(place, () => {
            const { watch, reads } = watching();
            return { params: watch(take(target, make(), watch)), reads };
          }),
        ),
        input('the whole request', whole),
      ];
    }),
);
