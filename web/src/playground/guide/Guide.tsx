import { useLanguage } from '../../messages/language';
import { Example } from './Example';
import { examples, topics } from './examples';
import { Glossary } from './Glossary';

/** A short guide: what analysts need on the first day, with examples to copy. */
export function Guide() {
  const { t } = useLanguage();
  return (
    <section className="guide" aria-label={t.guideTitle}>
      <h2>{t.guideTitle}</h2>
      <p>{t.guideIntro}</p>
      {topics.map((topic) => (
        <section key={topic} className="guide-topic">
          <h3>{t.guide[topic].title}</h3>
          <p>{t.guide[topic].body}</p>
          <Example query={examples[topic]} />
        </section>
      ))}
      <section className="guide-topic">
        <h3>{t.filesTitle}</h3>
        <p>{t.filesBody}</p>
      </section>
      <Glossary />
    </section>
  );
}
