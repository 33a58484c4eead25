// What the operator preloads in a pod: NODE_OPTIONS gets `--require <mount>/autoinstrumentation.js`.
module.exports = require('llm-otel/register');
