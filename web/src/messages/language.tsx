import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, type Messages } from './en';
import { zh } from './zh';

/** The languages of our own texts. */
export type Language = 'en' | 'zh';

const storageKey = 'clustergraph.language';
const catalogues: Record<Language, Messages> = { en, zh };
const htmlLang: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

interface Translation {
  language: Language;
  setLanguage(language: Language): void;
  t: Messages;
}

const TranslationContext = createContext<Translation | null>(null);

/** Chooses the language: what the user chose before, else the browser's. */
export function initialLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (stored === 'en' || stored === 'zh') {
    return stored;
  }
  return preferred[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Gives the tree below it one language and keeps the choice. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    initialLanguage(localStorage.getItem(storageKey), navigator.languages),
  );
  useEffect(() => {
    document.documentElement.lang = htmlLang[language];
    document.title = catalogues[language].pageTitle;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      setLanguage(next: Language) {
        localStorage.setItem(storageKey, next);
        setLanguage(next);
      },
      t: catalogues[language],
    }),
    [language],
  );
  return <TranslationContext value={value}>{children}</TranslationContext>;
}

/** The current language, its texts, and how to change it. */
export function useLanguage(): Translation {
  const value = useContext(TranslationContext);
  if (!value) {
    throw new Error('useLanguage needs a LanguageProvider above it.');
  }
  return value;
}
