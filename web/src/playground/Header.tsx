import { useLanguage } from '../messages/language';
import iconUrl from './icon.svg';
import { LanguageSwitch } from './LanguageSwitch';
import { QuestionsMenu } from './QuestionsMenu';
import { ThemeSelect } from './ThemeSelect';

/** The bar above the playground. */
export function Header() {
  const { t } = useLanguage();
  return (
    <header className="header">
      <a className="header-name" href="/" aria-label="ClusterGraph 产业集群图谱">
        <img src={iconUrl} alt="" width="28" height="28" />
        <span className="header-product">ClusterGraph</span>
        <span className="header-product-zh" lang="zh-CN">产业集群图谱</span>
      </a>
      <h1 className="header-page">{t.playground}</h1>
      <div className="header-tools">
        <QuestionsMenu />
        <a className="header-link" href="/schema.graphql">{t.schemaFile}</a>
        <ThemeSelect />
        <LanguageSwitch />
      </div>
    </header>
  );
}
