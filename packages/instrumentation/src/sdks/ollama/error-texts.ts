// What Ollama and its client write in errors, as templates.

/** The templates. */
export const ERROR_TEXTS: readonly string[] = [
  "model '{model}' not found",
  'model "{model}" not found',
  'model "{model}" not found, try pulling it first',
  "model '{model}' not found, try pulling it first",
  'model is required',
  '{model} does not support {chat|generate|tools|thinking|embeddings|insert|vision}',
  'registry.ollama.ai/library/{model} does not support {chat|generate|tools|thinking|embeddings|insert|vision}',
  '"{model}" does not support {chat|generate|tools|thinking|embeddings|insert|vision}',
  'model requires more system memory ({text}) than is available ({text})',
  'model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, check ollama server logs for details',
  'llama runner process has terminated: {text}',
  'server busy, please try again.  maximum pending requests exceeded',
  'unexpected server status: {text}',
  'input length exceeds maximum context length',
  'the input length exceeds the context length',
  'unauthorized',
  'invalid model name',
  'missing request body',
  'Did not receive done or success response in stream.',
  'Missing body',
];
