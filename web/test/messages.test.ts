import { describe, expect, it } from 'vitest';
import { en } from '../src/messages/en';
import { glossary } from '../src/messages/glossary';
import { initialLanguage } from '../src/messages/language';
import { zh } from '../src/messages/zh';

const han = /\p{Script=Han}/u;

function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]) =>
    typeof entry === 'string' ? [[`${path}${key}`, entry] as [string, string]] : texts(entry, `${path}${key}.`),
  );
}

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(texts(zh).map(([key]) => key)).toEqual(texts(en).map(([key]) => key));
  });

  it.each(texts(zh))('%s is Chinese', (_key, text) => {
    expect(text).toMatch(han);
  });

  it.each(texts(en).filter(([key]) => key !== 'pageTitle'))('%s is English', (_key, text) => {
    expect(text).not.toMatch(han);
  });

  it.each(glossary)('$en is explained in both languages', ({ en: term, zh: chinese, meaning }) => {
    expect(term).not.toMatch(han);
    expect(chinese).toMatch(han);
    expect(meaning.en).not.toMatch(han);
    expect(meaning.zh).toMatch(han);
  });
});

describe('initialLanguage', () => {
  it.each([
    ['zh', ['en-GB'], 'zh'],
    ['en', ['zh-CN'], 'en'],
    [null, ['zh-CN', 'en'], 'zh'],
    [null, ['zh-TW'], 'zh'],
    [null, ['de', 'zh'], 'en'],
    ['xx', [], 'en'],
  ] as const)('stored %j, browser %j: %s', (stored, preferred, expected) => {
    expect(initialLanguage(stored, preferred)).toBe(expected);
  });
});
