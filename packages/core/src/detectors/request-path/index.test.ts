import { describe, expect, it } from 'vitest';
import { createScanner } from '../scan.js';
import { requestPath } from './index.js';

const found = (text: string) =>
  requestPath.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('request-path', () => {
  it.each([
    ["the line of Fastify's 404", 'Route GET:/nothere/S3CR3T?q=S3CR3T not found'],
    ["the line of express-winston's default", 'HTTP GET /reset/S3CR3T?q=S3CR3T'],
    ['a request line', '"GET /x/S3CR3T?token=S3CR3T HTTP/1.1" 200'],
    ['a colored request line', '\u001b[0mGET /x/S3CR3T \u001b[32m200'],
    ['an absolute URL', 'HEAD https://host/S3CR3T?S3CR3T#S3CR3T'],
    ['a URL with escaped slashes', 'GET https:\\/\\/host\\/a?S3CR3T'],
    ['a fragment alone', 'GET /a#S3CR3T'],
    ['a quote in the path', `GET /a"S3CR3T/o'S3CR3T`],
    ['a question mark in the query', 'GET /a?b?S3CR3T/S3CR3T'],
    ['a path parameter', 'GET /a;sid=S3CR3T/b'],
    ['empty segments', 'GET //S3CR3T//'],
    ['names of fields between', 'method: "GET", url: "/a/S3CR3T"'],
    ['JSON within JSON', String.raw`{\"method\":\"GET\",\"url\":\"/a/S3CR3T\"}`],
    ['a rare method', 'Route PROPFIND:/S3CR3T not found'],
    ['a segment after many', `GET ${'/a'.repeat(40)}/S3CR3T`],
  ])('lets no part of a path or query through in %s', (_, text) => {
    expect(createScanner(['request-path'])(text).text).not.toContain('S3CR3T');
  });

  it('finds upper-case, mixed and long segments, and no word of a route', () => {
    expect(found(`GET /users/Ada/a1/${'a'.repeat(33)}/orders`)).toEqual(['Ada', 'a1', 'a'.repeat(33)]);
  });

  it('leaves the backslashes of escaped slashes', () => {
    expect(found('GET https:\\/\\/host\\/a\\/B1')).toEqual(['B1']);
  });

  it('leaves the punctuation around a target', () => {
    expect(found('(GET /a/1), "POST /b/2": PUT /c: DELETE /d.')).toEqual(['1', '2']);
  });
});
