import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './browser.mjs';
import { openQuestion, picture, record, run, visitPlayground } from './visit.mjs';

const narrow = { width: 400, height: 800 };

describe('playground', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** Visits, does, and then asserts that nothing went wrong behind the scenes. */
  async function visit(options, act) {
    const { context, page, problems } = await visitPlayground(browser, options);
    try {
      await act(page);
      assert.deepEqual(problems, []);
    } finally {
      await context.close();
    }
  }

  // The page settles behind a click, so all that is asked of it is waited for.
  const titled = (page, name) =>
    page.waitForFunction((wanted) => document.querySelector('.graphiql-tab-active')?.innerText.trim() === wanted, name);
  const hasTabs = (page, n) =>
    page.waitForFunction((wanted) => document.querySelectorAll('.graphiql-tab').length === wanted, n);
  const editorHas = (page, text) =>
    page.locator('.graphiql-query-editor .view-line').filter({ hasText: text }).first().waitFor();
  const menuTexts = async (page) => {
    await page.getByRole('menuitem').first().waitFor();
    return page.getByRole('menuitem').allInnerTexts();
  };

  test('a first visit shows the ready tabs, and one runs', () =>
    visit({}, async (page) => {
      assert.ok((await page.locator('.graphiql-tab').count()) > 1, 'there are several tabs');
      await picture(page, 'light-first-visit');
      await openQuestion(page, 'Questions', /^Missing links/);
      await titled(page, 'SegmentsWithoutCompany');
      const { sent, shown } = await run(page);
      assert.equal(sent.errors, undefined);
      assert.match(shown, new RegExp(`"totalCount": ${sent.data.chainSegments.totalCount}\\b`));
      await picture(page, 'light');
    }));

  test('every ready question runs without an error', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'Questions' }).click();
      const asked = await menuTexts(page);
      await page.keyboard.press('Escape');
      for (const question of asked.filter((text) => !/^Watch /.test(text))) {
        await openQuestion(page, 'Questions', question);
        const { sent, shown } = await run(page);
        assert.equal(sent.errors, undefined, `${question}: ${JSON.stringify(sent.errors)}`);
        assert.match(shown, /"data"/, question);
      }
    }));

  test('changes are watched as they are made, until it is stopped', () =>
    visit({}, async (page) => {
      await openQuestion(page, 'Questions', /^Watch changes/);
      await page.getByRole('button', { name: /^Execute query/ }).click();
      const shown = page.locator('.graphiql-response .view-lines');
      // A subscription does not say when it has begun, so changes are made until one comes.
      let made = 0;
      for (; !/WatchedProject/.test(await shown.innerText()); made++) {
        assert.ok(made < 100, 'no change was shown');
        await record('WatchedProject', `note ${made}`);
        await page.waitForTimeout(300);
      }
      await record('WatchedProject', 'the last');
      await shown.filter({ hasText: '"the last"' }).waitFor();
      await shown.filter({ hasText: '"earlier"' }).waitFor();
      await picture(page, 'watch');
      await page.getByRole('button', { name: /^Stop query/ }).click();
      await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    }));

  test('a closed question opens again from the menu, with its variables', () =>
    visit({}, async (page) => {
      await openQuestion(page, 'Questions', /^Projects signed but not started/);
      await titled(page, 'SignedNotStarted');
      const tabs = await page.locator('.graphiql-tab').count();
      // By the keyboard: while the row of tabs still moves, a click counts as a drag.
      await page.locator('.graphiql-tab-active').getByRole('button', { name: 'Close Tab' }).press('Enter');
      await hasTabs(page, tabs - 1);
      await openQuestion(page, 'Questions', /^Projects signed but not started/);
      await hasTabs(page, tabs);
      await editorHas(page, 'SignedNotStarted');
      await page.locator('.graphiql-editor-tool .view-line', { hasText: 'signedBefore' }).first().waitFor();
      assert.equal((await run(page)).sent.errors, undefined);
    }));

  test('a user’s own tab is there on the next visit', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'New tab' }).click();
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.type('query MyOwn { companies { totalCount');
      await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('MyOwn'));
      await page.reload();
      await page.locator('.graphiql-tab-active', { hasText: 'MyOwn' }).waitFor();
      // The tab's title is there before the editor has drawn its text.
      await editorHas(page, /query\sMyOwn/);
    }));

  test('the editor offers fields, marks what the schema does not have, and formats', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'New tab' }).click();
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.type('query Mine { compan');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'companies' }).first().waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.type('yNobodyKnows');
      await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('query Mine{companies{totalCount}');
      await page.getByRole('button', { name: /^Prettify query/ }).click();
      await page.locator('.graphiql-query-editor .view-line').nth(2).filter({ hasText: 'totalCount' }).waitFor();
    }));

  test('the menu lists the questions in both languages', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'Questions' }).click();
      const english = await menuTexts(page);
      await picture(page, 'light-menu');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('button', { name: '常用问题' }).click();
      const chinese = await menuTexts(page);
      assert.equal(chinese.length, english.length);
      assert.ok(chinese.every((text) => /\p{Script=Han}/u.test(text)), chinese.join('\n'));
    }));

  test('Chinese: our texts, the menu and the guide', () =>
    visit({ locale: 'zh-CN' }, async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
      await openQuestion(page, '常用问题', /^缺链/);
      await run(page);
      await page.getByRole('heading', { name: '使用说明' }).waitFor();
      await picture(page, 'chinese');
      await page.locator('.glossary').scrollIntoViewIfNeeded();
      await page.locator('.glossary').getByText('统一社会信用代码').scrollIntoViewIfNeeded();
      await picture(page, 'chinese-glossary');
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Guide' }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: 'Questions' }).waitFor();
    }));

  test('an example of the guide opens in a tab and runs', () =>
    visit({}, async (page) => {
      const topic = page.locator('.guide-topic', { hasText: 'Count and sum' });
      await topic.getByRole('button', { name: 'Open in a tab' }).click();
      await titled(page, 'CountWithoutReading');
      assert.equal((await run(page)).sent.errors, undefined);
    }));

  test('the documentation shows the bilingual descriptions', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).click();
      await page.getByRole('link', { name: 'Company', exact: true }).first().click();
      await page.getByText('Registered full name. 全称').waitFor();
      await picture(page, 'documentation');
    }));

  test('dark', () =>
    visit({ colorScheme: 'dark' }, async (page) => {
      await openQuestion(page, 'Questions', /^Firms of one cluster/);
      await run(page);
      await picture(page, 'dark');
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('light');
      await page.locator('body.graphiql-light').waitFor();
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark');
      await page.locator('body.graphiql-dark').waitFor();
      await picture(page, 'dark-chosen');
    }));

  for (const [language, locale, menu, question] of [
    ['english', 'en-GB', 'Questions', /^Missing links/],
    ['chinese', 'zh-CN', '常用问题', /^缺链/],
  ]) {
    test(`narrow, ${language}: nothing sticks out, and a question runs`, () =>
      visit({ viewport: narrow, locale }, async (page) => {
        await openQuestion(page, menu, question);
        const { sent } = await run(page);
        assert.equal(sent.errors, undefined);
        await picture(page, `narrow-${language}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= narrow.width, `the page is ${width} px wide`);
        await page.getByRole('button', { name: /^Show Guide/ }).click();
        await page.locator('.guide h2').waitFor();
        await picture(page, `narrow-${language}-guide`);
      }));
  }

  test('every control has a name', () =>
    visit({}, async (page) => {
      const nameless = await page.locator('header :is(button, a, select), .guide button').evaluateAll((elements) =>
        elements
          .filter((element) => !(element.getAttribute('aria-label') ?? element.textContent)?.trim())
          .map((element) => element.outerHTML),
      );
      assert.deepEqual(nameless, []);
    }));
});
