import { glossary } from '../../messages/glossary';
import { useLanguage } from '../../messages/language';

/** The terms of the field beside their names in the schema. */
export function Glossary() {
  const { language, t } = useLanguage();
  return (
    <section className="guide-topic">
      <h3>{t.glossary}</h3>
      <dl className="glossary">
        {glossary.map((term) => (
          <div key={term.en}>
            <dt>
              <span>{term.en}</span> <span lang="zh-CN">{term.zh}</span>
            </dt>
            <dd>
              {term.meaning[language]} <code>{term.type}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
