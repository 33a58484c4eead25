// responses.compact and cancel.

import type {
  CompactedResponse,
  Response,
  ResponseCompactParams,
} from 'openai/resources/responses/responses';
import type { AnyMethod } from '../../model/method.ts';
import { ownValue } from '../../model/size.ts';
import { messagesSize } from '../shapes/size.ts';
import { toUsage } from '../shapes/usage.ts';
import { inference, request } from './methods.ts';

/** The other methods of the resource at `path`. */
export function otherResponses(path: string): Record<string, AnyMethod> {
  return {
    // A model writes the summary.
    compact: inference<ResponseCompactParams, CompactedResponse>({
      operation: 'chat',
      request: (params) => ({
        model: params.model ?? undefined,
        previousResponseId: params.previous_response_id ?? undefined,
        openaiApiType: 'responses',
      }),
      response: ({ id, usage }) => ({ id, usage: toUsage(usage), isCompacted: true }),
      size: (params) => messagesSize(ownValue(params, 'input'), ownValue(params, 'instructions')),
    }),
    cancel: request<string, Response>({
      name: `openai.${path}.cancel`,
      request: (responseId) => ({ responseId }),
      response: ({ status }) => ({ status }),
    }),
  };
}
