// One execution of a tool has one span, also if it is a call over the Model Context Protocol: what the application or
// a framework has opened for it wins, and the call below reports its data to that.

import { together } from '../content/copy.ts';
import type { AnyRequest, OperationEnd, OperationStart } from './operation.ts';
import type { Attempt } from './arbiter.ts';

/** Whether `start` is a call of a tool over the protocol, at the end that asks. */
export function isToolCall({ kind, role, operation }: OperationStart): boolean {
  return kind === 'mcp' && role === 'client' && operation !== undefined;
}

/** Frameworks put the name of the server in front. */
const SEPARATOR = /[^\p{L}\p{N}]$/u;

/** Whether a tool that is known as `name` is the one that its server calls `tool`. */
export function isSameTool(name: string | undefined, tool: string | undefined): boolean {
  if (name === undefined || tool === undefined || !name.endsWith(tool)) return false;
  const before = name.slice(0, name.length - tool.length);
  return before === '' || SEPARATOR.test(before);
}

/** A tool that is running. */
export class ToolRun {
  readonly isTool = true;
  readonly #name: string | undefined;
  #isTaken = false;
  #told: Attempt | undefined;

  constructor(name: string | undefined) {
    this.#name = name;
  }

  /** Whether a call of `tool` that starts now is the tool itself: the first one. */
  take(tool: string | undefined): boolean {
    if (this.#isTaken || !isSameTool(this.#name, tool)) return false;
    this.#isTaken = true;
    return true;
  }

  /** Reports a taken call's end. */
  tell(attempt: Attempt): void {
    this.#told = attempt;
  }

  /** The data of that call. */
  get told(): Attempt | undefined {
    return this.#told;
  }
}

/** The start of a tool with the data of its call over the protocol. */
export function startWithCall(start: OperationStart, { start: told }: Attempt): OperationStart {
  const request: AnyRequest = { ...told.request, ...start.request };
  return {
    ...start,
    serverAddress: start.serverAddress ?? told.serverAddress,
    serverPort: start.serverPort ?? told.serverPort,
    request,
    content: together(told.content, start.content),
  };
}

/**
 * The same for its end. A result that says that the tool failed is an error of the tool; an error that was thrown is
 * one only if the application has thrown it, too.
 */
export function endWithCall(end: OperationEnd, { end: told }: Attempt): OperationEnd {
  const isFailed =
    end.outcome === 'completed' && told.thrown !== undefined && told.thrown.error === undefined;
  return {
    ...end,
    response: { ...told.response, ...end.response },
    content: together(told.content, end.content),
    ...(isFailed && { outcome: 'error', thrown: told.thrown }),
  };
}
