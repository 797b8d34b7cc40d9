import type { DetectorExample } from '../detector.js';

const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const AZURE = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw';

/** One for each form of key. */
export const EXAMPLES: readonly DetectorExample[] = [
  { text: 'key AKIAIOSFODNN7EXAMPLE is old', redacted: 'key [cloud-key] is old' },
  { text: 'as ASIAQ3EGRJ7EXAMPLE7A, ok', redacted: 'as [cloud-key], ok' },
  { text: 'cut AKIAIOSFODNN7…', redacted: 'cut [cloud-key]…' },
  { text: `aws secret is ${AWS_SECRET}.`, redacted: 'aws secret is [cloud-key].' },
  { text: `AKIAIOSFODNN7EXAMPLE:${AWS_SECRET}`, redacted: '[cloud-key]:[cloud-key]' },
  { text: `AKIAIOSFODNN7EXAMPLE, ${AWS_SECRET}, x`, redacted: '[cloud-key], [cloud-key], x' },
  { text: 'IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJHMEUCIQ== end', redacted: '[cloud-key] end' },
  { text: 'maps AIzaSyD4q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoA!', redacted: 'maps [cloud-key]!' },
  { text: 'got 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', redacted: 'got [cloud-key]' },
  { text: 'got ya29.a0AfB_byD4q7mX2kV9wLzT1bN8cR5hYf', redacted: 'got [cloud-key]' },
  { text: '?code=4/0AX4XfWjD4q7mX2kV9wLzT1bN8cR5hYfJ3gU6p&x', redacted: '?code=[cloud-key]&x' },
  {
    text: '"private_key_id": "3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a"',
    redacted: '"private_key_id": "[cloud-key]"',
  },
  {
    text: `AccountName=dev;AccountKey=${AZURE}==;EndpointSuffix=core.windows.net`,
    redacted: 'AccountName=dev;AccountKey=[cloud-key];EndpointSuffix=core.windows.net',
  },
  {
    text: 'SharedAccessKey=q7mX2kV9wLzT1bN8cR5hYfJ3gU6pEoAd4q7mX2kV9wL=',
    redacted: 'SharedAccessKey=[cloud-key]',
  },
  { text: 'entra abC8Q~mX2kV9wLzT1bN8cR5hYfJ3gU6pEoAd4q7m ok', redacted: 'entra [cloud-key] ok' },
  {
    text: '?sv=2024-11-04&sp=r&sig=q7mX2kV9wLzT1b%2BN8cR5hYfJ3gU6p%3D&se=2026',
    redacted: '?sv=2024-11-04&sp=r&sig=[cloud-key]&se=2026',
  },
  {
    text: 'X-Amz-Date=20261125T000000Z&X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe',
    redacted: 'X-Amz-Date=20261125T000000Z&X-Amz-Signature=[cloud-key]',
  },
  { text: 'oss LTAI5tQ7mX2kV9wLzT1bN8cR', redacted: 'oss [cloud-key]' },
];

/** Names of regions and principals, hashes, paths, and words about keys. */
export const COUNTER_EXAMPLES: readonly string[] = [
  'region ASIAPACIFIC and ASIA',
  'arn:aws:iam::123456789012:role/AROAExampleRoleName and arn:aws:s3:::bucket/key',
  'aws deploy of commit 3f2a9c8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a',
  'aws s3 cp s3://assets/uploads/reports/quarterly/summary/final',
  'the secret manager is arn:aws:secretsmanager:us-east-1',
  'AIza is what a key of Google begins with',
  'AccountKey=… and AccountKey=%s',
  'config=default signature=none',
  'ya29 is a prefix',
  'access key rotated for AwsAccessKeyRotationServiceImplementation',
];
