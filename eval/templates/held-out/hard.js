/** HELD OUT: only to score with. Do not read these lines while writing or changing a detector. */
export const hard = {
  text: [
    'assistant: noted, {{label|words}}: {{hard}}.',
    'Comment #{{~int}} "{{hard}}" ({{label|words}})',
    '{{~date}} {{~clock}} | {{label|words}} | {{hard}} | new',
    'DEBUG {{~service}}: got {{label|snake}} = {{hard}}',
    "{'{{label|snake}}': '{{hard}}', 'n': {{~int}}}",
  ],
  query: [
    '"POST /s?q={{label|camel}}%3A{{hard}} HTTP/1.0" 200',
    'Location: https://acme.dev/r?x=1&{{label|camel}}={{hard}}',
    'form data = {{label|kebab}}={{hard}}&go=1',
  ],
  json: [
    '[{{~clock}}] ws <- {"op":"set","{{label|camel}}":"{{hard}}"}',
    'b\'{"{{label|snake}}": "{{hard}}", "v": {{~small}}}\'',
  ],
  html: ['<p>{{label|title}}: {{hard}}</p>', "mail preview: <a title='{{label|words}}'>{{hard}}</a>"],
  base64: ['cookie prefs={{hard}}', 'pubsub data: {{hard}} (id {{~big}})', 'X-Context: {{hard}}'],
  nested: [
    'rpc log: "{\\"params\\":[{\\"{{label|snake}}\\":\\"{{hard}}\\"}],\\"id\\":{{~int}}}"',
    '{"event":"{\\"type\\":\\"u\\",\\"{{label|camel}}\\": \\"{{hard}}\\"}","seq":{{~int}}}',
    'sqs <- "{\\"Message\\":\\"{\\\\\\"{{label|snake}}\\\\\\": \\\\\\"{{hard}}\\\\\\"}\\"}"',
  ],
};
