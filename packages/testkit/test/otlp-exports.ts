// One export request of each signal in OTLP/JSON, as exporters and the collector write it.

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const resource = { attributes: [text('service.name', 'shop')] };
const scope = { name: 'llm-otel', version: '0.1.0' };

/** A trace export. */
export const traces = {
  resourceSpans: [
    {
      resource,
      scopeSpans: [
        {
          scope,
          spans: [
            {
              traceId: 'aa',
              spanId: 'bb',
              parentSpanId: 'cc',
              name: 'chat gpt-4o-mini',
              kind: 3,
              startTimeUnixNano: '1768435200000000001',
              endTimeUnixNano: '1768435201000000002',
              attributes: [
                { key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } },
                { key: 'reasons', value: { arrayValue: { values: [{ stringValue: 'stop' }] } } },
                { key: 'nested', value: { kvlistValue: { values: [text('role', 'user')] } } },
                { key: 'streamed', value: { boolValue: false } },
                { key: 'nothing', value: {} },
              ],
              events: [{ name: 'first', timeUnixNano: '5', attributes: [text('a', 'b')] }],
              links: [{ traceId: 'dd', spanId: 'ee' }],
              status: { code: 2, message: 'rate limited' },
            },
          ],
        },
      ],
    },
  ],
};
/** A metric export. */
export const metrics = {
  resourceMetrics: [
    {
      resource,
      scopeMetrics: [
        {
          scope,
          metrics: [
            {
              name: 'gen_ai.client.operation.duration',
              unit: 's',
              description: 'How long',
              histogram: {
                aggregationTemporality: 2,
                dataPoints: [
                  {
                    attributes: [text('gen_ai.operation.name', 'chat')],
                    startTimeUnixNano: '1',
                    timeUnixNano: '2',
                    count: '3',
                    sum: 1.5,
                    bucketCounts: ['1', '2', '0'],
                    explicitBounds: [0.5, 1],
                    exemplars: [{ asDouble: 0.7, traceId: 'aa', spanId: 'bb' }],
                  },
                ],
              },
            },
            {
              name: 'calls',
              sum: {
                aggregationTemporality: 1,
                isMonotonic: true,
                dataPoints: [{ asInt: '7', timeUnixNano: 2 }],
              },
            },
          ],
        },
      ],
    },
  ],
};
/** A log export. */
export const logs = {
  resourceLogs: [
    {
      resource,
      scopeLogs: [
        {
          scope,
          logRecords: [
            {
              timeUnixNano: '9',
              eventName: 'gen_ai.evaluation.result',
              severityNumber: 9,
              body: { stringValue: 'good' },
              attributes: [text('score', 'high')],
              traceId: 'aa',
              spanId: 'bb',
            },
          ],
        },
      ],
    },
  ],
};
