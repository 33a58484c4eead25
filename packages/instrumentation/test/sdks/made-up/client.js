// A made-up package: one method for each way in which packages return what a service answers.

class ServiceError extends Error {
  constructor(statusCode, text) {
    super(`the service answered ${statusCode}: ${text}`);
    this.statusCode = statusCode;
  }
}

async function send(url, { signal, ...params }) {
  const response = await fetch(`${url}/chat`, {
    method: 'POST',
    body: JSON.stringify(params),
    signal,
  });
  if (!response.ok) throw new ServiceError(response.status, await response.text());
  return response;
}

async function receive(url, params) {
  return (await send(url, params)).json();
}

/** The lines of a response, as they come. */
async function* receiveLines(url, params) {
  const { body } = await send(url, { ...params, stream: true });
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

/** A function of the file. */
function complete(url, params) {
  return receive(url, params);
}

/** A generator function of the file. */
async function* completeStream(url, params) {
  yield* receiveLines(url, params);
}

/** A sub-class of Promise. */
class Call extends Promise {
  get isCall() {
    return true;
  }
}

/** Sends when it is awaited, like a builder of queries. */
class Query {
  constructor(url, params) {
    this.url = url;
    this.params = params;
  }
  // oxlint-disable-next-line unicorn/no-thenable -- that is what it stands for
  then(onResult, onError) {
    return receive(this.url, this.params).then(onResult, onError);
  }
}

/** An iterable whose iterator has no more than it needs. */
class Lines {
  constructor(lines) {
    Object.defineProperty(this, 'lines', { value: lines });
  }
  [Symbol.asyncIterator]() {
    return { next: () => this.lines.next() };
  }
}

/** The class whose methods the adapter names on the prototype. */
class Client {
  constructor(url) {
    this.url = url;
    this.assigned = async (params) => receive(this.url, params);
    this.assignedStream = (params) => receiveLines(this.url, params);
  }
  promise(params) {
    return receive(this.url, params);
  }
  call(params) {
    return new Call((resolve, reject) => void receive(this.url, params).then(resolve, reject));
  }
  cancellable(params) {
    return Object.assign(receive(this.url, params), { cancel: () => 'cancelled' });
  }
  query(params) {
    return new Query(this.url, params);
  }
  callback(params, callback) {
    // oxlint-disable-next-line promise/no-callback-in-promise -- that is what it stands for
    void receive(this.url, params).then((result) => callback(null, result), callback);
  }
  generator(params) {
    return receiveLines(this.url, params);
  }
  async lines(params) {
    return new Lines(receiveLines(this.url, params));
  }
  async inside(params) {
    return { requested: params.model, stream: receiveLines(this.url, params) };
  }
  async webStream(params) {
    return ReadableStream.from(receiveLines(this.url, params));
  }
}

export { Client, complete, completeStream };
