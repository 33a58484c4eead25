// messages.create and beta.messages.create, plain and streamed. `parse`, `stream`, message threads and
// the tool runner call them.

import { MESSAGES } from '../shapes/messages/messages.ts';
import { inference } from './methods.ts';
import { messageFits } from './parsed.ts';

export const messages = inference({ ...MESSAGES, fits: messageFits });
