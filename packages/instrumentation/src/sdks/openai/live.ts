// The events of Live sessions. The voice runs without responses and is billed by the second; it
// delegates to responses and decisions, each of which is one operation.

import type {
  ClientEvent,
  DecisionEvent,
  ServerEvent,
  SessionConfig,
  SessionUpdateConfig,
} from 'openai/resources/live/live';
import type {
  ResponseCreateParams,
  ResponsesServerEvent,
} from 'openai/resources/responses/responses';
import { defineProtocol, type Heard } from '../../model/session.ts';
import { decisions } from './moderations.ts';
import { socketResponses, toHeard } from './responses-socket.ts';

/** The state of a session: its delegation. */
interface LiveNotes {
  responses?: Partial<ResponseCreateParams>;
  decisionModel?: string | undefined;
}

type Delegation = SessionConfig['delegation'] | SessionUpdateConfig['delegation'];

const RESPONSE = 'response';
const DECISION = 'decision';

/** The events of `LiveWS`, `ForksWS` and `SidebandWS`. */
export const live = defineProtocol<ClientEvent, ServerEvent, LiveNotes>({
  clientTypes: ['response.create', 'decision.create', 'session.start', 'session.update'],
  asked(event, notes) {
    switch (event.type) {
      case 'session.start':
      case 'session.update':
        noteDelegation(notes, event.session.delegation);
        return undefined;
      case 'response.create': {
        const { event_id: eventId } = event;
        return { method: socketResponses, params: notes.responses ?? {}, eventId, lane: RESPONSE };
      }
      case 'decision.create':
        return { ...toDecision(notes), eventId: event.event_id, lane: DECISION };
      default:
        return undefined;
    }
  },
  heard(event, notes) {
    switch (event.type) {
      case 'session.started':
      case 'session.updated':
        noteDelegation(notes, event.session.delegation);
        return undefined;
      case 'session.delegation.created': {
        const { id, target } = event.delegation;
        if (target !== 'decisions') return undefined;
        return { step: 'begin', key: `${DECISION} ${id}`, lane: 'delegated', ...toDecision(notes) };
      }
      case 'response.event': {
        const key = `${RESPONSE} ${event.delegation_id ?? ''}`;
        return toHeard(event.event as unknown as ResponsesServerEvent, key, RESPONSE);
      }
      case 'decision.event':
        return toResult(event, notes);
      case 'error': {
        const { error, client_event_id: own } = event;
        const eventId = error.client_event_id ?? own;
        if (eventId === undefined) return undefined;
        return {
          step: 'reject',
          eventId,
          failure: { code: error.code ?? error.type, message: error.message },
        };
      }
      default:
        return undefined;
    }
  },
});

/** A transcript triggers a decision without a previous event. */
function toResult(event: DecisionEvent, notes: LiveNotes): Heard {
  const { delegation_id: delegation, trigger_id: trigger } = event;
  return {
    step: 'result',
    key: `${DECISION} ${delegation ?? ''}`,
    lane: trigger == null ? DECISION : undefined,
    ...toDecision(notes),
    result: event.event.decision,
  };
}

function toDecision({
  decisionModel,
}: LiveNotes): Pick<Heard & { step: 'result' }, 'method' | 'params'> {
  return { method: decisions, params: { model: decisionModel } };
}

/** Updates omit unchanged values. Instructions and tools are not stored. */
function noteDelegation(notes: LiveNotes, delegation: Delegation): void {
  if (delegation?.type === 'responses') {
    const { instructions: _instructions, tools: _tools, ...settings } = delegation.responses ?? {};
    notes.responses = { ...notes.responses, ...(settings as Partial<ResponseCreateParams>) };
  } else if (delegation?.type === 'decisions') {
    notes.decisionModel = delegation.decisions?.model ?? notes.decisionModel;
  }
}
