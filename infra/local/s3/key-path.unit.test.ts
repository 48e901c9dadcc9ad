import { describe, expect, it } from 'vitest';
import { pathOfKey } from './key-path.ts';

describe('path of an object key', () => {
  it('keeps folders and tells objects from folders', () => {
    expect(pathOfKey('/b', 'tenant=t/site=s/a.tlb')).toBe('/b/tenant%3Dt/site%3Ds/a.tlb~');
    expect(pathOfKey('/b', 'a')).toBe('/b/a~');
    expect(pathOfKey('/b', 'a/b')).toBe('/b/a/b~');
  });
  it('never leaves the bucket', () => {
    expect(pathOfKey('/b', '../../etc/passwd')).toBe('/b/%2E%2E/%2E%2E/etc/passwd~');
    expect(pathOfKey('/b', './a')).toBe('/b/%2E/a~');
    expect(pathOfKey('/b', 'a//b/')).toBe('/b/a/%/b/%~');
    expect(pathOfKey('/b', 'a~+')).toBe('/b/a%7E%2B~');
  });
  it('cuts long parts', () => {
    expect(pathOfKey('/b', 'x'.repeat(70))).toBe(`/b/${'x'.repeat(66)}+/xxxx~`);
  });
  it('refuses keys above 1024 bytes', () => {
    expect(() => pathOfKey('/b', 'é'.repeat(513))).toThrow('too long');
  });
});
