# The calls of OpenAI's Python SDK that every producer is asked to tell. PRODUCER names it. The
# file holds OTLP as protobuf's own JSON mapping writes it: ids in base64, enumerations by name.
import json
import os

from google.protobuf.json_format import MessageToDict
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

producer = os.environ["PRODUCER"]
exporter = InMemorySpanExporter()
logs = None


def start():
    global logs
    if producer == "logfire":
        import logfire

        processors = [SimpleSpanProcessor(exporter)]
        logfire.configure(
            send_to_logfire=False,
            console=False,
            service_name="fixture",
            additional_span_processors=processors,
        )
        logfire.instrument_openai()
        return
    provider = TracerProvider(resource=Resource.create({"service.name": "fixture"}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    if producer == "openinference":
        from openinference.instrumentation.openai import OpenAIInstrumentor

        OpenAIInstrumentor().instrument(tracer_provider=provider)
    elif producer == "openllmetry":
        from opentelemetry.instrumentation.openai import OpenAIInstrumentor

        OpenAIInstrumentor().instrument(tracer_provider=provider)
    elif producer == "openai-v2":
        from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
        from opentelemetry.sdk._logs import LoggerProvider
        from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor

        logs = InMemoryLogRecordExporter()
        logger_provider = LoggerProvider(resource=Resource.create({"service.name": "fixture"}))
        logger_provider.add_log_record_processor(SimpleLogRecordProcessor(logs))
        OpenAIInstrumentor().instrument(tracer_provider=provider, logger_provider=logger_provider)
    elif producer == "openlit":
        import openlit

        openlit.init(
            tracer=trace.get_tracer("openlit"),
            disable_metrics=True,
            application_name="fixture",
        )


start()
from openai import OpenAI  # noqa: E402

MODEL = "gpt-4o-mini"
EMBEDDING = "text-embedding-3-small"
client = OpenAI(max_retries=0)
chat = client.chat.completions
called = []
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}},
                "required": ["city"],
            },
        },
    }
]


def ask(text, **more):
    messages = [{"role": "user", "content": text}]
    return chat.create(model=MODEL, messages=messages, **more)


def call(kind, model, run):
    try:
        usage = run()
        told = {"input": usage.prompt_tokens}
        if getattr(usage, "completion_tokens", None) is not None:
            told["output"] = usage.completion_tokens
        called.append({"kind": kind, "model": model, "failed": False, **told})
    except Exception as error:
        called.append({"kind": kind, "model": model, "failed": True, "error": str(error)[:80]})


def streamed():
    last = None
    for chunk in ask("What is a span?", stream=True, stream_options={"include_usage": True}):
        last = chunk
    return last.usage


call("chat", MODEL, lambda: ask("What is a trace?").usage)
call("streamed", MODEL, streamed)
call("tool", MODEL, lambda: ask("How is the weather in Oslo?", tools=TOOLS).usage)
call("failed", MODEL, lambda: ask("What is a log?", extra_headers={"x-mock-status": "429"}))
embed = client.embeddings.create
call("embeddings", EMBEDDING, lambda: embed(model=EMBEDDING, input="a trace").usage)
with trace.get_tracer("application").start_as_current_span("workflow"):
    call("below", MODEL, lambda: ask("What is a metric?").usage)

trace.get_tracer_provider().force_flush()
requests = [MessageToDict(encode_spans(exporter.get_finished_spans()))]
if logs is not None:
    from opentelemetry.exporter.otlp.proto.common._log_encoder import encode_logs

    requests.insert(0, MessageToDict(encode_logs(logs.get_finished_logs())))
with open(os.environ["FIXTURE_FILE"], "w", encoding="utf-8") as file:
    json.dump({"called": called, "requests": requests}, file)
