import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compare } from '../sdl/compare.mjs';
import { plain, releasedFile } from '../sdl/schema.mjs';

const released = `
  type Query { firm(id: ID!): Firm }
  "A firm. 企业"
  type Firm { id: ID! name: String! size: Size }
  enum Size { SMALL LARGE }
`;
const silent = { refused: [], allowed: [], dangerous: [] };

describe('the served SDL beside the released one', () => {
  it('may be the same', () => {
    expect(compare(released, released, '')).toEqual(silent);
  });

  it('may have more', () => {
    const served = released.replace('id: ID! name', 'id: ID! founded(calendar: String): String name') + 'type City { name: String! }';
    expect(compare(released, served, '')).toEqual(silent);
  });

  it('may deprecate', () => {
    const served = released.replace('size: Size', 'size: Size @deprecated(reason: "Use staff.")');
    expect(compare(released, served, '')).toEqual(silent);
  });

  it.each([
    ['a field is removed', 'size: Size', '', 'Firm.size was removed.'],
    ['a value may be null now', 'name: String!', 'name: String', 'Firm.name changed type from String! to String.'],
    ['an enum value is removed', 'SMALL LARGE', 'SMALL', 'LARGE was removed from enum type Size.'],
    ['an argument is wanted now', '(id: ID!)', '(id: ID!, at: String!)', 'A required arg at on Query.firm was added.'],
  ])('is refused where %s', (_, before, after, change) => {
    const served = released.replace(before, after);
    expect(compare(released, served, '')).toEqual({ ...silent, refused: [change] });
  });

  it('breaks what a decision lists, and nothing beside it', () => {
    const served = released.replace('name: String! size: Size', '');
    const both = ['Firm.name was removed.', 'Firm.size was removed.'];
    expect(compare(released, served, 'Sizes are counted.\n\nBreaking: Firm.size was removed.\n')).toEqual({
      ...silent, refused: [both[0]], allowed: [both[1]],
    });
    expect(compare(released, served, both.map((change) => `- Breaking: ${change}\n`).join(''))).toEqual({
      ...silent, allowed: both,
    });
  });

  it('is not allowed to break by a text that only speaks of it', () => {
    const served = released.replace('size: Size', '');
    const spoken = 'Breaking: Firm.size was removed. It was in nobody\'s way.\nWe said Breaking: Firm.size was removed.';
    expect(compare(released, served, spoken)).toEqual({ ...silent, refused: ['Firm.size was removed.'] });
  });

  it('tells what is dangerous and lets it pass', () => {
    const served = released.replace('SMALL LARGE', 'SMALL LARGE HUGE');
    expect(compare(released, served, '')).toEqual({ ...silent, dangerous: ['HUGE was added to enum type Size.'] });
  });
});

describe('the released SDL', () => {
  it('is the served one in a fixed form', () => {
    const reordered = `enum Size { LARGE SMALL } type Firm { size: Size name: String! id: ID! } type Query { firm(id: ID!): Firm }`;
    expect(plain(released)).toBe(plain(reordered));
    expect(plain(released)).not.toContain('企业');
    expect(compare(released, plain(released), '')).toEqual(silent);
  });

  it('keeps what is added to a type elsewhere, and what is deprecated', () => {
    const extended = `${released} extend type Query { old: Int @deprecated(reason: "Gone soon.") }`;
    expect(plain(extended)).toContain('old: Int @deprecated(reason: "Gone soon.")');
  });

  it('is kept in the repository', () => {
    const types = buildSchema(readFileSync(releasedFile, 'utf8')).getTypeMap();
    expect(Object.keys(types)).toEqual(expect.arrayContaining(['Query', 'Mutation', 'Company', 'CompanyConnection']));
  });
});
