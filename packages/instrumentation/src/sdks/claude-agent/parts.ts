// The tools of a query, and the subagents that some of them run.

import type { Content } from '../../model/content.ts';
import type { EndOptions, RunningOperation } from '../../model/tracing.ts';
import type { Block, OfSubagent } from './messages.ts';
import { wallClock } from '../../model/clock.ts';
import { type Common, Subject } from './subject.ts';

/** How what is under way ends, if it does not end itself. */
export type Rest = 'aborted' | 'abandoned';

/** A tool that runs. */
interface Tool {
  readonly running: RunningOperation | undefined;
  readonly since: number;
}

/** Those that are under way. */
export class Parts {
  readonly #main: Subject;
  readonly #common: Common;
  /** By the call of the tool that runs them. */
  readonly #subagents = new Map<string, Subject>();
  readonly #tools = new Map<string, Tool>();

  constructor(main: Subject, common: Common) {
    this.#main = main;
    this.#common = common;
  }

  /** Whose message it is. */
  subjectOf({ parent_tool_use_id: id, subagent_type: name }: OfSubagent): Subject {
    if (id == null) return this.#main;
    const known = this.#subagents.get(id);
    if (known !== undefined) return known;
    const { tracing, conversationId } = this.#common;
    const tool = this.#tools.get(id);
    const agentName = name ?? 'subagent';
    const running = tracing.start(
      { kind: 'agent', operation: 'invoke_agent', name: agentName, request: { agentName } },
      { parent: tool?.running ?? this.#main.running, at: tool?.since, conversationId },
    );
    const subject = new Subject(running, this.#common, tool?.since);
    this.#subagents.set(id, subject);
    return subject;
  }

  /** A tool that a block calls starts. */
  startTool({ type, id, name, input }: Block, { running: parent }: Subject): void {
    if (type !== 'tool_use' || id === undefined || this.#tools.has(id)) return;
    const { tracing, conversationId } = this.#common;
    const request = { toolType: 'function', toolCallId: id };
    const read = (): Content => ({ toolArguments: input });
    const operation = { kind: 'tool', operation: 'execute_tool', name, request } as const;
    const since = wallClock();
    const running = tracing.start(operation, { parent, at: since, conversationId, input: read });
    this.#tools.set(id, { running, since });
  }

  /** The tool whose result a block is has ended. */
  endTool({ type, tool_use_id: id, content, is_error: isError }: Block): void {
    if (type !== 'tool_result' || id === undefined) return;
    this.#endSubagent(id, {});
    const failure = isError === true ? { response: { failure: { code: 'tool_error' } } } : {};
    this.#tools.get(id)?.running?.end({ ...failure, output: () => ({ toolResult: content }) });
    this.#tools.delete(id);
  }

  #endSubagent(id: string, options: EndOptions, rest?: Rest): void {
    const subject = this.#subagents.get(id);
    subject?.seal(rest);
    subject?.running?.end(options);
    this.#subagents.delete(id);
  }

  /** None of them goes on. */
  settle(rest: Rest): void {
    for (const id of this.#subagents.keys()) this.#endSubagent(id, { outcome: rest }, rest);
    for (const { running } of this.#tools.values()) running?.end({ outcome: rest });
    this.#tools.clear();
  }
}
