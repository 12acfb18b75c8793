import { type Theme, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useLanguage } from '../messages/language';

/** Chooses light, dark, or what the system says; GraphiQL keeps the choice. */
export function ThemeSelect() {
  const { t } = useLanguage();
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  return (
    <select
      className="header-select"
      aria-label={t.theme}
      title={t.theme}
      value={theme ?? ''}
      onChange={(event) => setTheme((event.target.value || null) as Theme)}
    >
      <option value="">{t.themeSystem}</option>
      <option value="light">{t.themeLight}</option>
      <option value="dark">{t.themeDark}</option>
    </select>
  );
}
