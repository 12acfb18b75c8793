package search

import (
	"strconv"
	"strings"
)

// mostWords bounds the words that the index looks for; the rank looks at all of them.
const mostWords = 16

// mostAbbreviated bounds a run that is looked for as an abbreviation, in characters.
const mostAbbreviated = 12

// lucene returns the query as text for Lucene's parser, of the entities of these types or,
// when there are none, of all. It consists of our field names, marks and operators,
// ASCII letters and digits, and runs of Chinese, Japanese or Korean letters within
// quotes: whatever the user typed, there is nothing in it for the parser to interpret.
func (q search) lucene(types []string) string {
	var b clauses
	if len(types) > 0 {
		b.open("+(")
		for _, t := range types {
			b.add("type:"+strings.ToLower(t), 0)
		}
		b.close(0)
	}
	if q.misspelt {
		b.open("+(")
		q.misspeltClauses(&b)
		b.close(0)
		return b.String()
	}
	b.open("+(")
	q.wholeClauses(&b)
	b.open("(")
	for _, w := range q.words[:min(len(q.words), mostWords)] {
		b.open("+(")
		w.clauses(&b)
		b.close(0)
	}
	b.close(0)
	b.close(0)
	return b.String()
}

// wholeClauses asks for the text as the whole or the beginning of a name or identifier. The
// boosts only see to it that such entities are among the candidates; the rank decides.
func (q search) wholeClauses(b *clauses) {
	b.add("tokens:"+nameMark.token(q.whole.text), 200)
	b.add("tokens:"+aliasMark.token(q.whole.text), 120)
	b.add("tokens:"+nameMark.token(q.whole.text)+"*", 60)
	b.add("tokens:"+aliasMark.token(q.whole.text)+"*", 50)
	for _, c := range q.codes {
		b.add("tokens:"+codeMark.token(c), 120)
		b.add("tokens:"+codeMark.token(c)+"*", 40)
	}
	b.add("tokens:"+latinMark.token(q.whole.text)+"*", 15)
	if q.latin() {
		b.add("tokens:"+fullMark.token(q.typed().text)+"*", 10)
		b.add("tokens:"+initialMark.token(q.whole.text)+"*", 10)
	}
}

func (w word) clauses(b *clauses) {
	if !w.cjk {
		b.add("tokens:"+latinMark.token(w.text)+"*", 4)
		b.add("tokens:"+fullMark.token(typed(w.text))+"*", 3)
		b.add("tokens:"+initialMark.token(w.text)+"*", 3)
		b.add("tokens:"+codeMark.token(w.text)+"*", 2)
		b.add("tokens:"+proseMark.token(w.text)+"*", 0.3)
		return
	}
	runes := []rune(w.text)
	if len(runes) == 1 {
		b.add("characters:"+w.text, 4)
		return
	}
	b.add(`name:"`+w.text+`"`, 8)
	b.add(`names:"`+w.text+`"`, 5)
	b.add(`prose:"`+w.text+`"`, 0.5)
	b.add("tokens:"+fullMark.token(w.sound.text)+"*", 0.05)
	if len(runes) <= mostAbbreviated {
		b.open("(")
		for _, r := range runes {
			b.add("+characters:"+string(r), 0)
		}
		b.close(0.1)
	}
}

// clauses writes the clauses of a Lucene query.
type clauses struct{ strings.Builder }

func (c *clauses) open(bracket string) {
	c.space()
	c.WriteString(bracket)
}

// close ends a group; a boost of 0 is none.
func (c *clauses) close(boost float64) {
	c.WriteByte(')')
	c.boost(boost)
}

func (c *clauses) add(clause string, boost float64) {
	c.space()
	c.WriteString(clause)
	c.boost(boost)
}

func (c *clauses) boost(boost float64) {
	if boost > 0 {
		c.WriteByte('^')
		c.WriteString(strconv.FormatFloat(boost, 'f', -1, 64))
	}
}

func (c *clauses) space() {
	if s := c.String(); s != "" && !strings.HasSuffix(s, "(") {
		c.WriteByte(' ')
	}
}
