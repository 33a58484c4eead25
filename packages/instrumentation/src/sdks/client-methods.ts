// Methods called on clients or their resources, and functions called without a client. The client, or else
// the first argument, determines the provider and the server; the rest of a description comes
// from the arguments.

import type { Content } from '../model/content.ts';
import type { Kind, OperationNames } from '../model/kinds.ts';
import { type AnyMethod, type Call, defineMethod, type Method } from '../model/method.ts';
import type { Operation, RequestOf } from '../model/operation.ts';
import type { Size } from '../model/size.ts';
import { unpacking } from './packed-results.ts';
import { ANSWERING, type ErasedMethod, readingFailures } from './reported-failures.ts';

/** Describes the clients of one package. */
export interface Clients {
  /** The base URL of the request that a call on `self` with `params`, if readable, sends. */
  baseUrl(self: unknown, params: unknown): string | undefined;
  /** `gen_ai.provider.name` of that call. */
  provider(self: unknown, baseUrl: string | undefined, params: unknown): string;
  /** The requested model, if the client or its URL names it instead of the request. */
  model?(
    self: unknown,
    baseUrl: string | undefined,
    asked: RequestOf<'inference'>,
  ): string | undefined;
  /** What is in the results of the package's functions, if they pack responses together with other things. */
  dataOf?(result: unknown): unknown;
  /** The shared properties of all methods. */
  readonly common?: Pick<
    AnyMethod,
    | 'settles'
    | 'fetch'
    | 'failure'
    | 'errorTexts'
    | 'isAbort'
    | 'signal'
    | 'processingHeader'
    | 'costHeader'
    | 'safety'
    | 'isSpanned'
    | 'foundServer'
  >;
}

/** A method, described by its first arguments: three at most. */
interface Described<K extends Kind, Params, Result, Chunk, Second> extends Omit<
  Method<unknown, readonly unknown[], Result, Chunk>,
  'describe' | 'input' | 'pass' | 'size'
> {
  readonly operation?: OperationNames[K];
  /** The target's name, if it has one. */
  readonly name?: string | ((params: Params) => string | undefined);
  request(params: Params, second: Second, third: unknown): RequestOf<K>;
  /** Lengths of the input, from own properties alone. */
  size?(params: Params, second: Second, third: unknown): Size | undefined;
  /** The input of the model. Called only where content is recorded. */
  input?(params: Params, second: Second, third: unknown): Content;
  pass?: Method<unknown, [Params, ...unknown[]], Result, Chunk>['pass'];
}

/** Makes methods of one kind. */
export type MethodMaker<K extends Kind> = <Params, Result, Chunk = never, Second = never>(
  described: Described<K, Params, Result, Chunk, Second>,
) => AnyMethod;

/** Makes methods of `kind` that are called on the `clients` of one package. */
export function methodsOf<K extends Kind>(kind: K, clients: Clients): MethodMaker<K> {
  return ({ operation, name, request, input, pass, size, ...rest }) =>
    defineMethod<unknown, readonly never[], never, never>({
      ...clients.common,
      ...reading(kind, clients, rest as AnyMethod),
      ...(pass && { pass: pass as never }),
      describe({ self, args }: Call<unknown, readonly never[]>) {
        const [params, second, third] = args as readonly unknown[];
        const { server, provider } = serviceOf(clients, self, params);
        let values: RequestOf<K> = {};
        let problem: unknown;
        try {
          values = request(params as never, second as never, third);
        } catch (error) {
          // The application's arguments threw: record the call without them.
          problem = error;
        }
        const model = clients.model?.(self, server, values as RequestOf<'inference'>);
        return {
          kind,
          operation,
          name: typeof name === 'function' ? nameOf(name, params as never) : name,
          provider,
          server,
          request: stated(values, model),
          problem,
        } as unknown as Operation;
      },
      ...(size && {
        size: ({ args }: Call<unknown, readonly never[]>) =>
          size(args[0] as never, args[1] as never, args[2]),
      }),
      ...(input && {
        input: ({ args }: Call<unknown, readonly never[]>) =>
          input(args[0] as never, args[1] as never, args[2]),
      }),
    });
}

/** Without the fields that have no value, which are most: the request stays while the call runs. */
function stated<T extends { readonly model?: unknown }>(values: T, model: unknown): T {
  const rest: Partial<T> = {};
  for (const key in values) if (values[key] !== undefined) rest[key] = values[key];
  return (model === undefined ? rest : Object.assign(rest, { model })) as T;
}

/** How results are read: failures in the place of responses are found, and responses are unpacked. */
function reading(kind: Kind, { dataOf }: Clients, method: AnyMethod): ErasedMethod {
  const read = ANSWERING.has(kind) ? readingFailures(method) : (method as object as ErasedMethod);
  return dataOf === undefined ? read : unpacking(read, dataOf);
}

interface Service {
  readonly server: string | undefined;
  readonly provider: string;
}

/** The provider and server of a call. Unreadable params count as missing. */
function serviceOf(clients: Clients, self: unknown, params: unknown): Service {
  try {
    return readService(clients, self, params);
  } catch {
    return readService(clients, self, undefined);
  }
}

function readService(clients: Clients, self: unknown, params: unknown): Service {
  const server = clients.baseUrl(self, params);
  return { server, provider: clients.provider(self, server, params) };
}

function nameOf<Params>(
  read: (params: Params) => string | undefined,
  params: Params,
): string | undefined {
  try {
    return read(params);
  } catch {
    return undefined;
  }
}
