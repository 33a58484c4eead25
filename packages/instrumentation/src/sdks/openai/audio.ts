// audio.speech, transcriptions and translations.

import type { SpeechCreateParams } from 'openai/resources/audio/speech';
import type {
  TranscriptionCreateParams,
  TranscriptionCreateResponse,
  TranscriptionStreamEvent,
} from 'openai/resources/audio/transcriptions';
import type {
  TranslationCreateParams,
  TranslationCreateResponse,
} from 'openai/resources/audio/translations';
import { SPEECH, TRANSCRIPTION, TRANSLATION } from '../shapes/audio.ts';
import { inference } from './methods.ts';

export const speech = inference<SpeechCreateParams, Response>(SPEECH);

export const transcriptions = inference<
  TranscriptionCreateParams,
  TranscriptionCreateResponse | string,
  TranscriptionStreamEvent
>(TRANSCRIPTION);

export const translations = inference<TranslationCreateParams, TranslationCreateResponse | string>(
  TRANSLATION,
);
