// Assembles a response from stream events. The last event holds the full response. Until then, for
// streams that are left early, items arrive complete when done, and their texts in deltas.

import type {
  Response,
  ResponseOutputItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { placeOf } from '../../../model/place.ts';
import { appended } from '../../../model/texts.ts';

/** A partial item: the fields that text may be added to. */
interface GrowingItem {
  type: string;
  role?: string;
  arguments?: string;
  input?: string;
  code?: string;
  content?: GrowingText[];
  summary?: GrowingText[];
}
interface GrowingText {
  type: string;
  text?: string;
  refusal?: string;
}

/** An event that adds text to an item. */
interface DeltaEvent {
  readonly type: string;
  readonly output_index: number;
  readonly content_index?: number;
  readonly summary_index?: number;
  readonly delta: string;
}

/** Adds `event` to the response. */
export function assemble(
  into: Response | undefined,
  event: ResponseStreamEvent,
): Response | undefined {
  switch (event.type) {
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed': {
      const { status, incomplete_details, output } = event.response;
      // A failure event omits the earlier output.
      const kept = (output?.length ?? 0) > 0 ? structuredClone(output) : (into?.output ?? []);
      return { status, incomplete_details, output: kept } as Response;
    }
    case 'response.output_item.added':
    case 'response.output_item.done': {
      const response = into ?? begun();
      response.output[placeOf(event.output_index)] = structuredClone(event.item);
      return response;
    }
    default:
      if (!('delta' in event) || !('output_index' in event)) return into;
      return withDelta(into ?? begun(), event as DeltaEvent);
  }
}

function begun(): Response {
  return { output: [] as ResponseOutputItem[] } as Response;
}

function withDelta(response: Response, event: DeltaEvent): Response {
  const items = response.output as unknown as GrowingItem[];
  const index = placeOf(event.output_index);
  switch (event.type) {
    case 'response.output_text.delta':
      addText((items[index] ??= message()), event, 'output_text', 'text');
      break;
    case 'response.refusal.delta':
      addText((items[index] ??= message()), event, 'refusal', 'refusal');
      break;
    case 'response.reasoning_text.delta':
      addText((items[index] ??= { type: 'reasoning' }), event, 'reasoning_text', 'text');
      break;
    case 'response.reasoning_summary_text.delta': {
      const { summary_index: place, delta } = event;
      const texts = ((items[index] ??= { type: 'reasoning' }).summary ??= []);
      const text = (texts[placeOf(place)] ??= { type: 'summary_text' });
      text.text = appended(text.text, delta);
      break;
    }
    case 'response.function_call_arguments.delta':
    case 'response.mcp_call_arguments.delta':
      append(items[index], 'arguments', event.delta);
      break;
    case 'response.custom_tool_call_input.delta':
      append(items[index], 'input', event.delta);
      break;
    case 'response.code_interpreter_call_code.delta':
      append(items[index], 'code', event.delta);
      break;
    default:
  }
  return response;
}

function message(): GrowingItem {
  return { type: 'message', role: 'assistant', content: [] };
}

function addText(
  item: GrowingItem,
  { content_index: index, delta }: DeltaEvent,
  type: string,
  field: 'text' | 'refusal',
): void {
  const content = (item.content ??= []);
  const part = (content[placeOf(index)] ??= { type });
  part[field] = appended(part[field], delta);
}

/** A call without its start event has no known fields. */
function append(
  item: GrowingItem | undefined,
  field: 'arguments' | 'input' | 'code',
  delta: string,
): void {
  if (item !== undefined) item[field] = appended(item[field], delta);
}
