// Requests that are refused before their handlers run. The SDK tells nobody, but it keeps a controller for each request
// that it has accepted until that is over: one whose handler was not called by then has been refused.

import type { EndOptions, RunningOperation } from '../../model/tracing.ts';
import { thrownByHandler } from './results.ts';
import { noteAnswered } from './running.ts';
import type { Controllers, Message, Wire } from './wire.ts';

const INVALID_PARAMS = '-32602';

/** A request that has no answer yet. */
export interface OpenRequest {
  readonly wire: Wire;
  readonly request: Message & { readonly method: string };
  readonly running: RunningOperation;
  isCalled: boolean;
  /** One with the same id, which the SDK has forgotten. */
  readonly former: OpenRequest | undefined;
}

const accepted = new WeakMap<AbortController, OpenRequest>();
const watched = new WeakSet<Controllers>();

/** The request of a controller. */
export function acceptedBy(controller: AbortController | undefined): OpenRequest | undefined {
  return controller && accepted.get(controller);
}

/** Ends the operation of a request that is cancelled, or refused before its handler is called. */
export function awaitHandler(
  request: OpenRequest,
  controllers: Controllers,
  controller: AbortController,
): void {
  accepted.set(controller, request);
  // Nothing is answered after that, whatever the handler does.
  const cancelled = (): void => end(request, { outcome: 'aborted' });
  controller.signal.addEventListener('abort', cancelled, { once: true });
  if (watched.has(controllers)) return;
  watched.add(controllers);
  Object.defineProperty(controllers, 'delete', {
    configurable: true,
    writable: true,
    value(this: Controllers, id: unknown): boolean {
      endRefused(acceptedBy(this.get(id)));
      return Map.prototype.delete.call(this, id);
    },
  });
}

/** Ends the operation of a request with what its sender is told. */
export function end({ wire, request, running }: OpenRequest, options: EndOptions = {}): void {
  noteAnswered(wire, request.id, running);
  running.end(options);
}

function endRefused(last: OpenRequest | undefined): void {
  for (let open = last; open !== undefined; open = open.former) {
    if (!open.isCalled) end(open, { response: refusal(open) });
  }
}

/** The SDK refuses tasks for methods that have none; otherwise the task that a request belongs to is unknown. */
function refusal({ wire, request }: OpenRequest): EndOptions['response'] {
  const { task } = (request.params ?? {}) as { readonly task?: unknown };
  try {
    if (task !== undefined) wire.assertTaskHandlerCapability?.(request.method);
  } catch (error) {
    return thrownByHandler(error).response;
  }
  return { rpcStatusCode: INVALID_PARAMS };
}
