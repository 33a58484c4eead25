// The adapter of the made-up package, as an application adds one.

const { addAdapter, defineAdapter, defineMethod } = require('llm-otel/adapter');

const text = (content) => [{ type: 'text', content }];

/** A method whose params are the argument at `index`. */
const methodOf = (index, more = {}) =>
  defineMethod({
    describe: ({ self, args }) => ({
      kind: 'inference',
      operation: 'text_completion',
      provider: 'made_up',
      server: index === 0 ? self.url : args[0],
      request: { model: args[index].model, stream: more.stream !== undefined },
    }),
    response: ({ id, model, reason, tokens, error }) => ({
      id,
      model,
      finishReasons: [reason],
      usage: { inputTokens: tokens?.in, outputTokens: tokens?.out },
      failure: error,
    }),
    failure: ({ statusCode: status }) => (status === undefined ? undefined : { status }),
    input: ({ args }) => ({ inputMessages: [{ role: 'user', parts: text(args[index].prompt) }] }),
    output: ({ said, reason }) => ({
      outputMessages: [
        { role: 'assistant', parts: text(said ?? ''), finish_reason: reason ?? 'error' },
      ],
    }),
    ...more,
  });

const streamed = {
  stream: (result) => result.stream ?? result,
  saysEnd: true,
  chunk(into, { id, model, reason, tokens, error }) {
    if (error !== undefined) into.metadata.failure = error;
    into.identify(id, model);
    into.choice(0, reason);
    if (tokens !== undefined) into.usage({ inputTokens: tokens.in, outputTokens: tokens.out });
  },
  assemble: (into, chunk) => ({ ...chunk, said: (into?.said ?? '') + chunk.said }),
};

const plain = methodOf(0);
const stream = methodOf(0, streamed);

addAdapter(
  defineAdapter({
    name: 'made-up',
    packages: [
      {
        name: '@made-up/client',
        versions: '1',
        files: [
          {
            file: /^client$/,
            targets: [
              {
                kind: 'class',
                name: 'Client',
                methods: {
                  promise: plain,
                  call: plain,
                  cancellable: plain,
                  query: plain,
                  callback: methodOf(0, { settles: { callback: 1 } }),
                  generator: stream,
                  lines: stream,
                  inside: stream,
                  webStream: stream,
                },
              },
              {
                kind: 'instance',
                name: 'Client',
                methods: { assigned: plain, assignedStream: stream },
              },
              { kind: 'function', name: 'complete', method: methodOf(1) },
              { kind: 'function', name: 'completeStream', method: methodOf(1, streamed) },
            ],
          },
        ],
      },
    ],
  }),
);
