// responses.create and retrieve, plain and streamed; `parse` and `stream` call them.

import type {
  Response,
  ResponseCreateParams,
  ResponseRetrieveParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { Response as ModelResponse } from '../../model/response.ts';
import { isNewEnd } from '../background.ts';
import { RESPONSES } from '../shapes/responses/responses.ts';
import { hasEnded } from '../shapes/responses/status.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { inference, request } from './methods.ts';
import { responseFits } from './parsed.ts';

const { output, assemble, saysEnd } = RESPONSES;

export const responses = inference<ResponseCreateParams, Response, ResponseStreamEvent>({
  ...RESPONSES,
  request: (params) => ({
    ...RESPONSES.request(params),
    openaiServiceTier: params.service_tier ?? undefined,
    openaiApiType: 'responses',
  }),
  response: (response) => addSafety(toCreated(response), response),
  safety: safetyOfError,
  fits: responseFits,
  chunk(into, event) {
    RESPONSES.chunk(into, event);
    if (!('response' in event)) return;
    const { openaiServiceTier } = toCreated(event.response);
    if (openaiServiceTier !== undefined) into.metadata.openaiServiceTier = openaiServiceTier;
    addSafety(into.metadata, event.response);
  },
});

/** The tokens are those of the call that created the response: not counted again, unless that ended before the model. */
export const retrieve = request<
  string,
  Response,
  ResponseStreamEvent,
  ResponseRetrieveParams | undefined
>({
  operation: 'fetch_response',
  name: 'openai.responses.retrieve',
  request: (responseId, query) => ({
    responseId,
    streamCursor: query?.starting_after?.toString(),
    openaiApiType: 'responses',
  }),
  response: toFetched,
  output,
  assemble,
  saysEnd,
  chunk(into, event) {
    if ('response' in event) Object.assign(into.metadata, toFetched(event.response));
  },
});

function toFetched(response: Response): ModelResponse {
  const whole = toResponse(response);
  const { id, model, finishReasons, failure } = whole;
  const fetched = { id, model, finishReasons, status: response.status };
  return isNewlyEnded(response) ? { ...fetched, failure, fetched: whole } : fetched;
}

/** The call has its tokens itself if it waited for the end. */
function toCreated(response: Response): ModelResponse {
  isNewlyEnded(response);
  return toResponse(response);
}

function toResponse(response: Response): ModelResponse {
  return {
    ...RESPONSES.response(response),
    openaiServiceTier: response.service_tier ?? undefined,
  };
}

function isNewlyEnded({ id, background, status }: Response): boolean {
  return background === true && hasEnded(status) && isNewEnd(id, status!);
}
