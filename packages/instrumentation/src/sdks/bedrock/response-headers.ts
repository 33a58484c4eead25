// The headers of a response, which clients of AWS drop. What the handler of a command resolves with still has them, and
// the client asks the command for its handler.

interface Command {
  resolveMiddleware(...args: readonly unknown[]): Handler;
}
type Handler = (command: object, ...rest: readonly unknown[]) => unknown;
type Headers = Readonly<Record<string, string>>;

/** By the result that the application gets. */
const HEADERS = new WeakMap<object, Headers>();
/** The application's commands, by what stands for them. */
const COMMANDS = new WeakMap<object, object>();

/** What the client is given in the place of `command`: it reads and writes the same properties. */
export function withHeaders<C extends object>(command: C): C {
  const stand = new Proxy(command, {
    get(target, key) {
      const isHandler = key === 'resolveMiddleware' && !Object.hasOwn(target, key);
      const value: unknown = Reflect.get(target, key);
      return isHandler && typeof value === 'function' ? resolverOf(target) : value;
    },
  });
  COMMANDS.set(stand, command);
  return stand;
}

/** The headers of the response that `result` is made of; none if they were not seen. */
export function headersOf(result: object): Headers {
  return HEADERS.get(result) ?? {};
}

/** A client may keep the handler for all commands of a class. */
function resolverOf(command: object): Command['resolveMiddleware'] {
  return (...args) => {
    const handler = (command as Command).resolveMiddleware(...args);
    return (given, ...rest) => {
      const answer = handler(COMMANDS.get(given) ?? given, ...rest);
      // A second listener would take the application's frames out of the stacks of errors.
      return answer instanceof Promise ? answer.then(noted) : answer;
    };
  };
}

function noted(answer: unknown): unknown {
  const { output, response } = (answer ?? {}) as {
    readonly output?: unknown;
    readonly response?: { readonly headers?: unknown };
  };
  const headers = response?.headers;
  const isWhole = typeof output === 'object' && output !== null;
  if (isWhole && typeof headers === 'object' && headers !== null) {
    HEADERS.set(output, headers as Headers);
  }
  return answer;
}
