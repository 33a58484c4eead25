// What a data file says of an adapter: how to call its package, what the service answers, and what the telemetry
// of that must be. The suite does the rest.

/** In every text of every fixture and of every request: no word of it may leave while content is off. */
export const CANARY = 'quokka';

/** What a call is made with. */
export interface Stage {
  /** To be asked for: the calls are told apart by it. */
  readonly model: string;
  /** To be passed on, where the package has a place for it. */
  readonly signal: AbortSignal;
}

/** What is said, in the shapes of the conventions, where content is recorded. */
interface Said {
  readonly instructions?: unknown;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly tools?: unknown;
  /** Of a rerank. */
  readonly query?: unknown;
  readonly documents?: unknown;
}

/** One call. */
export interface AdapterCall<Client = unknown> {
  readonly name: string;
  make(client: Client, stage: Stage): unknown;
  /** Of the request; `{model}` stands for the model. */
  readonly path: string;
  /** The file with the answer: `.json`, or a stream, `.sse`, `.ndjson` or `.eventstream`. */
  readonly fixture: string;
  /** The stream in what the call returns, unless it is all of that. */
  stream?(result: never): AsyncIterable<unknown>;
  /** Of a streamed call: the name of the unstreamed one that answers the same. Its telemetry is the same, too. */
  readonly twin?: string;
  /** Attributes of the span besides provider and requested model. */
  readonly span?: Readonly<Record<string, unknown>>;
  readonly said?: Said;
  /** Attributes that the conventions expect of a call that succeeds, and that nobody tells. */
  readonly lacks?: readonly string[];
  /** Ways that end otherwise than elsewhere, and why. A test beside the data file shows how. */
  readonly endsOtherwise?: Readonly<Record<string, string>>;
  /** Ways in which an application could notice us, and why that cannot be helped. */
  readonly differs?: Readonly<Record<string, string>>;
}

/** All that the suite has to know of an adapter. */
export interface AdapterData<Module = unknown, Client = unknown> {
  /** Its name in settings. */
  readonly adapter: string;
  /** The package, as in `package.json`. */
  readonly package: string;
  /** The package stands beside the data file, as `client.js`, an ES module, and its adapter as `llm-otel.cjs`. */
  readonly isMadeUp?: true;
  /** The first and the last release of each major that the adapter knows, oldest first. */
  readonly releases: readonly string[];
  /** Packages that some of these need and do not install, with their versions. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly provider: string;
  /** Ways in which the package itself never comes to an end, and why: nobody goes them. */
  readonly neverEnds?: Readonly<Record<string, string>>;
  /** Where models need an owner: what stands before the name of each, with a slash. */
  readonly owner?: string;
  /** A client that sends to `url` and never tries again. `module` is what `require` or `import` returns. */
  client(module: Module, url: string): Client;
  /** Whether calls can be aborted by a signal. */
  readonly takesSignal: boolean;
  /** Stops a stream while it is read, where the package has a way of its own for that. */
  stop?(stream: never): void;
  /**
   * What the service answers when it refuses, and what `error.type` and the class of the failure then are. Its
   * text quotes, in a sentence, what was said: messages of errors are recorded, and that is not.
   */
  readonly error: {
    readonly fixture: string;
    readonly status: number;
    readonly type: string;
    readonly class: string;
  };
  readonly calls: readonly AdapterCall<Client>[];
}

/** Checks `data` against the package's own types, then erases them. */
export function defineAdapterData<Module, Client>(data: AdapterData<Module, Client>): AdapterData {
  return data as unknown as AdapterData;
}

/** A call with what its twin says for it. */
export function completed(data: AdapterData, call: AdapterCall): AdapterCall {
  const twin = data.calls.find(({ name }) => name === call.twin);
  if (twin === undefined) return call;
  const { span = {}, said = {}, lacks = [] } = twin;
  return { ...call, span, said, lacks };
}

/** Whether the answer to a call is a stream. */
export function isStreamed({ fixture }: AdapterCall): boolean {
  return !fixture.endsWith('.json');
}

/** What `data` lacks, in one sentence each. `read` returns the text of a fixture, `undefined` if there is none. */
export function missingIn(
  data: AdapterData,
  read: (fixture: string) => string | undefined,
): string[] {
  const { calls, error } = data;
  const streamed = calls.filter(isStreamed);
  const fixtures = [...calls, error].map(({ fixture }) => fixture);
  return [
    ...(calls.length === 0 ? ['The data file has no call.'] : []),
    ...(data.releases.length === 0 ? ['The data file names no release.'] : []),
    ...(streamed.length > 0 && data.stop === undefined && !data.takesSignal
      ? ['Streams can be stopped neither by a signal nor by `stop`: say how.']
      : []),
    ...[...new Set(fixtures)].flatMap((fixture) => {
      const text = read(fixture);
      if (text === undefined) return [`The fixture ${fixture} is missing.`];
      // The numbers of a vector say nothing.
      const says = calls.some((call) => call.fixture === fixture && saysSomething(data, call));
      const mustSay = says || fixture === error.fixture;
      return mustSay && !text.includes(CANARY)
        ? [`No text of the fixture ${fixture} has the word ${CANARY} in it.`]
        : [];
    }),
    ...calls.flatMap((call) => missingOf(data, call)),
    ...missingKinds(data),
  ];
}

function missingOf(data: AdapterData, call: AdapterCall): string[] {
  const { name, twin } = call;
  if (data.calls.filter((other) => other.name === name).length > 1) {
    return [`Two calls are named "${name}".`];
  }
  if (isStreamed(call)) {
    if (twin === undefined) return [`The streamed call "${name}" names no twin.`];
    const found = data.calls.find((other) => other.name === twin);
    if (found === undefined) return [`The twin "${twin}" of the call "${name}" is missing.`];
    return isStreamed(found) ? [`The twin "${twin}" of the call "${name}" is streamed, too.`] : [];
  }
  const operation = call.span?.['gen_ai.operation.name'];
  if (operation === undefined) return [`The call "${name}" does not say its operation.`];
  return (SAID[String(operation)] ?? ['input', 'output']).flatMap((aspect) =>
    call.said?.[aspect] === undefined
      ? [`The call "${name}" does not say what its ${NAMES[aspect] ?? aspect} are.`]
      : [],
  );
}

/** What must be said of a call of an operation that is no inference. */
const SAID: Readonly<Record<string, readonly (keyof Said)[]>> = {
  embeddings: [],
  rerank: ['query', 'documents'],
};
const NAMES: Readonly<Partial<Record<keyof Said, string>>> = {
  input: 'input messages',
  output: 'output messages',
  query: 'words of the query',
};

/** Where a model answers, there are streams and tools. */
function missingKinds(data: AdapterData): string[] {
  const plain = data.calls.filter((call) => !isStreamed(call));
  const chats = plain.filter(({ span }) => span?.['gen_ai.operation.name'] === 'chat');
  if (chats.length === 0) return [];
  const withTools = chats.filter(({ said }) =>
    JSON.stringify(said?.output).includes('"tool_call"'),
  );
  const twins = data.calls.map(({ twin }) => chats.find(({ name }) => name === twin)?.fixture);
  return [
    ...[...new Set(chats.map(({ fixture }) => fixture))]
      .filter((fixture) => !twins.includes(fixture))
      .map((fixture) => `No streamed call answers what ${fixture} answers.`),
    ...(withTools.length === 0 ? ['No call is answered with a tool call.'] : []),
  ];
}

function saysSomething(data: AdapterData, call: AdapterCall): boolean {
  return completed(data, call).said?.output !== undefined;
}
