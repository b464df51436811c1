import { describe, expect, test } from '@jest/globals';
import { isShippedLanguage, languageChain, languageOf } from '../../api/language.ts';

describe('a language', () => {
  test('falls back to what it is a kind of, and to English in the end', () => {
    expect(languageChain('de-AT')).toEqual(['en', 'de', 'de-AT']);
    expect(languageChain('zh-Hant-TW')).toEqual(['en', 'zh', 'zh-Hant', 'zh-Hant-TW']);
    expect(languageChain('en-GB')).toEqual(['en', 'en-GB']);
    expect(languageChain('fr')).toEqual(['en', 'fr']);
  });

  test('that nobody knows, or that is none, is English', () => {
    for (const tag of [null, '', 'not a language', 'x'.repeat(100_000), '../../en']) {
      expect(languageChain(tag)).toEqual(['en']);
    }
  });

  test('has one spelling', () => {
    expect(['DE-at', 'ZH-hANT-tw', 'es-419', 'en'].map(languageOf)).toEqual(['de-AT', 'zh-Hant-TW', 'es-419', 'en']);
    expect(['german', 'de_AT', 'de-', 'd', 'de-AT-1996'].map(languageOf)).toEqual([null, null, null, null, null]);
  });

  test('is shipped or not', () => {
    expect(['en', 'de', 'fr', 'de-AT'].map(isShippedLanguage)).toEqual([true, true, false, false]);
  });
});
