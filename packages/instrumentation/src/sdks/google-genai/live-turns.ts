// The turns of one live session: what the model answers to one message, or to what it has heard until then. A turn
// without a message of the application begins with the first word of the model.

import type {
  GenerateContentParameters,
  GenerateContentResponse,
  LiveServerMessage,
  Part,
} from '@google/genai';
import type { Operation, Outcome } from '../../model/operation.ts';
import type { Failure, Usage } from '../../model/response.ts';
import type { RunningOperation, Tracing } from '../../model/tracing.ts';
import { input, output } from '../shapes/generate-content/content.ts';
import { assemble } from '../shapes/generate-content/stream.ts';
import { toLiveUsage } from './live-usage.ts';

const CODE = /\(code (\d{4})\)/;
/** A connection that was lost. */
const UNKNOWN = 1006;

/** What a session asks for, with or without contents. */
type Asked = Omit<GenerateContentParameters, 'contents'> & {
  readonly contents?: GenerateContentParameters['contents'];
};

/** The turn that runs. */
interface Turn {
  readonly running: RunningOperation;
  /** Content is recorded. */
  isRecorded: boolean;
  said?: GenerateContentResponse | undefined;
  usage?: Usage | undefined;
  /** It has called tools: only its usage may be missing. */
  hasCalled: boolean;
  outcome: Outcome;
}

/** The turns of a session that `operation` describes. */
export class LiveTurns {
  readonly #tracing: Tracing;
  readonly #operation: Operation;
  readonly #session: Asked;
  #turn: Turn | undefined;

  constructor(tracing: Tracing, operation: Operation, session: Asked) {
    this.#tracing = tracing;
    this.#operation = operation;
    this.#session = session;
  }

  /** The application has said `contents`, and waits for the model. */
  asked(contents?: GenerateContentParameters['contents']): void {
    if (this.#turn?.hasCalled === true) this.#end();
    this.#turn ??= this.#begin(contents);
  }

  /** The model, or the service, says something. */
  heard({ serverContent: said, toolCall, usageMetadata: counted }: LiveServerMessage): void {
    const parts = [
      ...(said?.modelTurn?.parts ?? []),
      ...(said?.outputTranscription?.text ? [{ text: said.outputTranscription.text }] : []),
      ...(toolCall?.functionCalls ?? []).map((functionCall) => ({ functionCall })),
    ];
    if (parts.length > 0) this.#turn ??= this.#begin();
    const turn = this.#turn;
    if (turn === undefined) return;
    if (parts.length > 0) this.#chunk(turn, parts);
    if (toolCall !== undefined) turn.hasCalled = true;
    if (said?.interrupted === true) turn.outcome = 'aborted';
    if (counted !== undefined) turn.usage = toLiveUsage(counted);
    if (said?.turnComplete === true || (turn.hasCalled && counted !== undefined)) this.#end();
  }

  /** The application ends the session. */
  closed(): void {
    this.#end(this.#turn?.hasCalled === true ? 'completed' : 'aborted');
  }

  /** The connection ends with a code of WebSockets. */
  broken(code: number | undefined): void {
    if (this.#turn?.hasCalled === true) this.#end();
    else this.#fail(undefined, { code: String(code ?? UNKNOWN), class: 'connection' });
  }

  /** The session does not begin. The error quotes the code of WebSockets, and the service. */
  failed(error: unknown): void {
    this.#turn ??= this.#begin();
    const [, code] = CODE.exec(String((error as Error | null)?.message)) ?? [];
    this.#fail(error, code === undefined ? undefined : { code, class: 'connection' });
  }

  #begin(contents?: GenerateContentParameters['contents']): Turn | undefined {
    let isRecorded = false;
    const running = this.#tracing.start(this.#operation, {
      input: () => {
        isRecorded = true;
        return input({ ...this.#session, contents: contents ?? [] });
      },
    });
    return running && { running, isRecorded, hasCalled: false, outcome: 'completed' };
  }

  #chunk(turn: Turn, parts: readonly Part[]): void {
    turn.running.chunk();
    if (!turn.isRecorded) return;
    // Sound comes in hundreds of parts, and as a text beside it.
    const told = parts.filter(({ inlineData }) => inlineData === undefined);
    turn.said = assemble(turn.said, {
      candidates: [{ index: 0, content: { role: 'model', parts: told } }],
    } as unknown as GenerateContentResponse);
  }

  #end(outcome?: Outcome): void {
    const turn = this.#turn;
    if (turn === undefined) return;
    this.#turn = undefined;
    const ended = outcome ?? turn.outcome;
    const reason = turn.hasCalled ? 'tool_call' : 'stop';
    turn.running.end({
      outcome: ended,
      response: {
        usage: turn.usage,
        finishReasons: ended === 'completed' ? [reason] : undefined,
      },
      output: () => outputOf(turn, reason),
    });
  }

  #fail(error: unknown, failure?: Failure): void {
    const turn = this.#turn;
    if (turn === undefined) return;
    this.#turn = undefined;
    const options = {
      response: { usage: turn.usage, failure },
      output: () => outputOf(turn, 'error'),
    };
    if (error === undefined) turn.running.end({ outcome: 'error', ...options });
    else turn.running.fail(error, options);
  }
}

function outputOf({ said }: Turn, reason: string): ReturnType<typeof output> {
  if (said === undefined) return {};
  const { outputMessages } = output(said);
  return {
    outputMessages: outputMessages?.map((message) => ({ ...message, finish_reason: reason })),
  };
}
