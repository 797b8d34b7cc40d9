/** Lines that carry a value in another form, by what carries it. */
export const hard = {
  text: [
    'user: {{label|words}} is {{hard}}',
    '{{~ts}} {{~level}} {{label|camel}}={{hard}}',
    '{"msg":"{{label|words}} {{hard}}","id":{{~int}}}',
    'note by {{?user}}: {{label|words}} {{hard}} ok',
  ],
  query: [
    'GET /find?{{label|snake}}={{hard}}&page=2 HTTP/1.1',
    '{{~ts}} redirect url=/go%3F{{label|snake}}%3D{{hard}}',
    'body: id={{~int}}&{{label|snake}}={{hard}}',
  ],
  json: [
    '{"{{label|camel}}":"{{hard}}","ok":true}',
    '{{~ts}} payload {"id":{{~int}},"{{label|snake}}":"{{hard}}"}',
  ],
  html: ['<td>{{label|title}}</td><td>{{hard}}</td>', '<input name="{{label|camel}}" value="{{hard}}">'],
  base64: [
    '{{~ts}} message body (base64): {{hard}}',
    '{"data":"{{hard}}","attributes":{"id":"{{~int}}"}}',
    'state={{hard}}',
  ],
  nested: [
    '{"level":"info","body":"{\\"{{label|camel}}\\":\\"{{hard}}\\",\\"n\\":{{~int}}}"}',
    '{{~ts}} raw: "{\\"a\\":{\\"{{label|snake}}\\": \\"{{hard}}\\"}}"',
    '{"m":"{\\"b\\":\\"{\\\\\\"{{label|camel}}\\\\\\":\\\\\\"{{hard}}\\\\\\"}\\"}"}',
  ],
};
