import { ChevronDownIcon, DropdownMenu } from '@graphiql/react';
import { useLanguage } from '../messages/language';
import { questions } from './questions';
import { useOpenTab } from './useOpenTab';

/** The menu of ready questions. */
export function QuestionsMenu() {
  const { language, t } = useLanguage();
  const openTab = useOpenTab();
  return (
    <DropdownMenu>
      <DropdownMenu.Button type="button" className="questions-button" title={t.questionsHint}>
        {t.questions}
        <ChevronDownIcon aria-hidden="true" />
      </DropdownMenu.Button>
      <DropdownMenu.Content className="questions-menu" align="start" collisionPadding={12} aria-label={t.questions}>
        {questions.map(({ id, asked, query, variables }) => (
          <DropdownMenu.Item key={id} className="questions-item" onSelect={() => openTab(query, variables)}>
            {asked[language]}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}
