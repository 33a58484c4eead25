// Packages that are made up: one for each kind of target, and for each way in which a result comes.

/** An adapter of a package with one file, whose targets are `targets`. */
export const adapter = (targets: string, more = ''): string => `
  const { addAdapter, defineAdapter, defineMethod } = require('llm-otel/adapter');
  const describe = ({ args }) => ({ kind: 'inference', operation: 'chat', provider: 'acme', request: { model: args[0].model } });
  const response = ({ model }) => ({ model });
  const stream = (result) => result?.[Symbol.asyncIterator] || result?.getReader ? result : result?.stream;
  const chunk = (into, { model }) => into.identify(undefined, model);
  const method = defineMethod({ describe, response, stream, chunk });
  addAdapter(defineAdapter({ name: 'acme', ${more} packages: [{ name: '@acme/gateway', versions: '>=1 <3',
    files: [{ file: /^dist\\/client$/, targets: [${targets}] }] }] }));`;
const METHODS = `methods: { complete: method }`;
const READ = `for await (const chunk of stream) console.log(JSON.stringify(chunk));`;

/** A package, and a program that uses it. */
interface Shape {
  readonly targets: string;
  /** CommonJS and ES modules differ in the last line only. */
  readonly client: string;
  readonly names: string;
  readonly program: string;
  readonly outcomes: readonly string[];
}

/** One for each kind of target, and for each way in which a result comes. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'a method that the constructor assigns': {
    targets: `{ kind: 'instance', name: 'Client', ${METHODS} }`,
    client: `class Client { constructor() { this.complete = async ({ model }) => ({ model }); } }`,
    names: 'Client',
    program: `const client = new Client(); console.log(Object.keys(client).join(), client.complete.name, JSON.stringify(await client.complete({ model: 'm' })));`,
    outcomes: ['completed'],
  },
  'a function of the file': {
    targets: `{ kind: 'function', name: 'complete', method }`,
    client: `async function complete({ model }) { return { model }; } function twice(params) { return complete(params); }`,
    names: 'complete, twice',
    program: `console.log(complete.name, complete.length, JSON.stringify(await complete({ model: 'm' })), JSON.stringify(await twice({ model: 'm' })));`,
    outcomes: ['completed', 'completed'],
  },
  'an async generator function': {
    targets: `{ kind: 'function', name: 'complete', method }`,
    client: `async function* complete({ model }) { console.log('sent'); yield { model }; yield { model }; }`,
    names: 'complete',
    program: `const stream = complete({ model: 'm' }); console.log('made'); ${READ} for await (const _ of complete({ model: 'm' })) break;`,
    outcomes: ['completed', 'aborted'],
  },
  'an iterable of its own make': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Stream { constructor(model) { this.left = 2; this.model = model; } [Symbol.asyncIterator]() { return { next: async () => this.left-- > 0 ? { done: false, value: { model: this.model } } : { done: true } }; } }
      class Client { async complete({ model }) { return new Stream(model); } }`,
    names: 'Client',
    program: `const client = new Client(); const stream = await client.complete({ model: 'm' }); console.log(stream.constructor.name, Object.keys(stream).join()); ${READ}
      for await (const _ of await client.complete({ model: 'm' })) break;`,
    outcomes: ['completed', 'aborted'],
  },
  'a stream inside of a result': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Client { async complete({ model }) { return { id: 1, stream: (async function* () { yield { model }; })() }; } }`,
    names: 'Client',
    program: `const result = await new Client().complete({ model: 'm' }); console.log(Object.keys(result).join()); const { stream } = result; ${READ}`,
    outcomes: ['completed'],
  },
  'a web stream, read in every way': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Client { async complete({ model }) { let left = 2; return new ReadableStream({ pull(c) { left-- > 0 ? c.enqueue({ model }) : c.close(); } }, { highWaterMark: 0 }); } }`,
    names: 'Client',
    program: `const client = new Client(); const open = () => client.complete({ model: 'm' });
      { const stream = await open(); ${READ} }
      { const stream = (await open()).values(); ${READ} }
      { const reader = (await open()).getReader(); console.log(JSON.stringify([await reader.read(), await reader.read(), await reader.read()])); }
      { for (const stream of (await open()).tee()) { ${READ} } }
      { const stream = (await open()).pipeThrough(new TransformStream()); ${READ} }
      { await (await open()).pipeTo(new WritableStream({ write: (chunk) => console.log(JSON.stringify(chunk)) })); }
      { await (await open()).cancel(); }
      { for await (const _ of await open()) break; }`,
    outcomes: [...Array.from({ length: 6 }, () => 'completed'), 'aborted', 'aborted'],
  },
  'a promise with members of its own': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Client { complete({ model }) { return Object.assign(Promise.resolve({ model }), { cancel: () => 'cancelled' }); } }`,
    names: 'Client',
    program: `const promise = new Client().complete({ model: 'm' }); console.log(promise.constructor.name, Object.keys(promise).join(), promise.cancel(), JSON.stringify(await promise));`,
    outcomes: ['completed'],
  },
  'a sub-class of Promise': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Call extends Promise { get request() { return 'request'; } } class Client { complete({ model }) { return new Call((resolve) => resolve({ model })); } }`,
    names: 'Client',
    program: `const promise = new Client().complete({ model: 'm' }); console.log(promise.constructor.name, promise.request, JSON.stringify(await promise), JSON.stringify(await promise.finally(() => 1)));`,
    outcomes: ['completed'],
  },
  'a lazy thenable': {
    targets: `{ kind: 'class', name: 'Client', ${METHODS} }`,
    client: `class Query { constructor(model) { this.model = model; } then(ok, failed) { console.log('sent', typeof ok, typeof failed); return Promise.resolve({ model: this.model }).then(ok, failed); } } class Client { complete({ model }) { return new Query(model); } }`,
    names: 'Client',
    program: `const query = new Client().complete({ model: 'm' }); console.log('made', query.constructor.name); console.log(JSON.stringify(await query));`,
    outcomes: ['completed'],
  },
  'a callback': {
    targets: `{ kind: 'class', name: 'Client', methods: { complete: defineMethod({ describe, response, settles: { callback: 1 } }) } }`,
    client: `class Client { complete({ model }, options, callback) { const done = callback ?? options; setImmediate(() => model === 'fail' ? done(new Error('no')) : done(null, { model })); } }`,
    names: 'Client',
    program: `const client = new Client(); const call = (...args) => new Promise((resolve) => console.log(client.complete(...args, (error, result) => resolve(console.log(String(error), JSON.stringify(result))))));
      await call({ model: 'm' }); await call({ model: 'm' }, {}); await call({ model: 'fail' });`,
    outcomes: ['completed', 'completed', 'error'],
  },
  'a method of a class that is not exported': {
    targets: `{ kind: 'class', name: 'Hidden', isLocal: true, ${METHODS} }`,
    client: `class Hidden { async complete({ model }) { return { model }; } } const make = () => new Hidden();`,
    names: 'make',
    program: `console.log(JSON.stringify(await make().complete({ model: 'm' })));`,
    outcomes: ['completed'],
  },
  'an inherited method, declared above': {
    targets: `{ kind: 'class', name: 'Client', owner: 'declaring', ${METHODS} }`,
    client: `class Base { async complete({ model }) { return { model }; } } class Client extends Base {}`,
    names: 'Client',
    program: `const client = new Client(); console.log(Object.hasOwn(Client.prototype, 'complete'), JSON.stringify(await client.complete({ model: 'm' })));`,
    outcomes: ['completed'],
  },
  'an inherited method, overridden': {
    targets: `{ kind: 'class', name: 'Client', owner: 'override', ${METHODS} }`,
    client: `class Base { async complete({ model }) { return { model }; } } class Client extends Base {}`,
    names: 'Client, Base',
    program: `console.log(JSON.stringify(await new Client().complete({ model: 'm' })), JSON.stringify(await new Base().complete({ model: 'm' })));`,
    outcomes: ['completed'],
  },
  'one method for many commands': {
    targets: `{ kind: 'class', name: 'Client', methods: { send: { select({ args: [command] }) { if (command.name === 'Broken') throw new Error('no'); return command.name === 'Complete' ? defineMethod({ describe, response }) : undefined; } } } }`,
    client: `class Client { async send({ model }) { return { model }; } }`,
    names: 'Client',
    program: `const client = new Client(); for (const name of ['Complete', 'Other', 'Broken', 'Complete']) console.log(JSON.stringify(await client.send({ name, model: 'm' })));`,
    outcomes: ['completed', 'completed'],
  },
  'changed arguments': {
    targets: `{ kind: 'class', name: 'Client', methods: { complete: defineMethod({ describe, response, pass: ({ args }, { inject }) => { const headers = {}; inject(headers); return [{ ...args[0], headers }]; } }) } }`,
    client: `class Client { async complete(params) { return { model: params.model }; } }`,
    names: 'Client',
    program: `const params = { model: 'm' }; console.log(JSON.stringify(await new Client().complete(params)), Object.keys(params).join());`,
    outcomes: ['completed'],
  },
  'callbacks with ids of runs': {
    targets: `{ kind: 'subscribe', install({ observers }, tracing) { const runs = new Map(); observers.push({
      started: (id, model, parent) => runs.set(id, tracing.start({ kind: 'inference', operation: 'chat', provider: 'acme', request: { model } }, { parent: runs.get(parent) })),
      ended: (id) => runs.get(id).end({ response: { id } }) }); } }`,
    client: `const observers = []; async function complete({ model }) { for (const each of observers) each.started('r', model); await null; for (const each of observers) each.ended('r'); return { model }; }`,
    names: 'complete, observers',
    program: `console.log(JSON.stringify(await complete({ model: 'm' })));`,
    outcomes: ['completed'],
  },
};
