// The instruments of a call by hand, as the conventions name them.

const SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];

/** All of them; one that is not recorded costs nothing. */
export function instruments(meter, operation) {
  const kind = operation === 'embeddings' ? 'embeddings' : 'inference';
  const histogram = (name, unit, buckets) =>
    meter.createHistogram(name, {
      unit,
      ...(buckets !== undefined && { advice: { explicitBucketBoundaries: buckets } }),
    });
  const tokens = { unit: '{token}' };
  return {
    duration: histogram(`gen_ai.client.${kind}.duration`, 's', SECONDS),
    inputTokens: histogram(`gen_ai.client.${kind}.operation.input_tokens`, '{token}'),
    outputTokens: histogram(`gen_ai.client.${kind}.operation.output_tokens`, '{token}'),
    inputCount: meter.createCounter('gen_ai.client.input_tokens', tokens),
    outputCount: meter.createCounter('gen_ai.client.output_tokens', tokens),
    firstChunk: histogram('gen_ai.client.inference.time_to_first_chunk', 's', SECONDS),
    chunkInterval: histogram('gen_ai.client.inference.time_per_output_chunk', 's', SECONDS),
  };
}
