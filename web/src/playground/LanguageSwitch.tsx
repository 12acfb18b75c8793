import { type Language, useLanguage } from '../messages/language';

const names: readonly (readonly [Language, string, string])[] = [
  ['en', 'English', 'en'],
  ['zh', '中文', 'zh-CN'],
];

/** Switches our own texts between English and Chinese. */
export function LanguageSwitch() {
  const { language, setLanguage, t } = useLanguage();
  return (
    <div className="switch" role="group" aria-label={t.language}>
      {names.map(([code, name, lang]) => (
        <button key={code} type="button" lang={lang} aria-pressed={language === code} onClick={() => setLanguage(code)}>
          {name}
        </button>
      ))}
    </div>
  );
}
