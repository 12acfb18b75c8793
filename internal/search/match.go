package search

import "strings"

// match tells how well a document answers a query, and which of its texts does.
type match struct {
	grade grade
	text  text
}

// match finds the best answer among the document's texts. It reads names in pinyin only
// when nothing simpler fits, since that is the dearest test.
func (q query) match(d document) match {
	views := make([]view, len(d.texts))
	best := match{grade: unanswered}
	for i, t := range d.texts {
		views[i] = view{text: t, folded: fold(t.value)}
		best.better(q.plainly(&views[i]), t)
	}
	if best.grade <= aliasHolds {
		return best
	}
	for i := range views {
		best.better(q.loosely(&views[i]), views[i].text)
	}
	if best.grade == unanswered && q.across(views) {
		best = match{acrossTexts, views[0].text}
		if i := q.firstAnswer(views); i >= 0 {
			best.text = views[i].text
		}
	}
	return best
}

func (m *match) better(g grade, t text) {
	if g < m.grade {
		*m = match{g, t}
	}
}

// view is a text in the forms that tests need, made when they need them.
type view struct {
	text
	folded  folded
	read    bool
	reading reading
}

func (v *view) pinyin() reading {
	if !v.read {
		v.read = true
		v.reading = read(v.value)
	}
	return v.reading
}

func (v *view) isName() bool { return v.kind == nameKind || v.kind == aliasKind }

// plainly grades a text by its letters alone.
func (q query) plainly(v *view) grade {
	whole := q.whole.text
	switch v.kind {
	case codeKind:
		return q.asCode(v)
	case proseKind:
		if v.folded.holds(whole) {
			return proseHolds
		}
		return unanswered
	}
	step := grade(0)
	if v.kind == aliasKind {
		step = 1
	}
	switch {
	case v.folded.text == whole:
		return exactName + step
	case v.folded.startsWith(whole):
		return nameStart + step
	case v.folded.holds(whole):
		return nameHolds + step
	}
	return unanswered
}

func (q query) asCode(v *view) grade {
	best := unanswered
	for _, c := range q.codes {
		switch {
		case v.folded.text == c:
			return exactAlias
		case v.folded.startsWith(c):
			best = min(best, aliasStart)
		case v.folded.holds(c):
			best = min(best, aliasHolds)
		}
	}
	return best
}

// loosely grades a text by words, by pinyin and as what the query abbreviates.
func (q query) loosely(v *view) grade {
	switch {
	case v.kind == codeKind:
		return unanswered
	case v.kind == proseKind:
		return q.every(wordsInProse, func(w word) bool { return v.folded.holds(w.text) })
	case q.every(wordsInName, func(w word) bool { return v.folded.holds(w.text) }) == wordsInName:
		return wordsInName
	case q.latin():
		if g := q.asReading(v.pinyin()); g != unanswered {
			return g
		}
	case abbreviated(v.folded.text, q.whole.text):
		return abbreviates
	}
	return q.every(mixedWords, v.answers)
}

func (q query) asReading(r reading) grade {
	switch whole := q.whole; {
	case r.is(whole):
		return readsName
	case r.startsWith(whole):
		return readsNameStart
	case r.holds(whole):
		return readsInName
	}
	return unanswered
}

func (q query) every(g grade, holds func(word) bool) grade {
	for _, w := range q.words {
		if !holds(w) {
			return unanswered
		}
	}
	return g
}

// answers tells whether a word is found in the text in any way.
func (v *view) answers(w word) bool {
	switch {
	case v.folded.holds(w.text):
		return true
	case !v.isName():
		return false
	case w.cjk:
		return abbreviated(v.folded.text, w.text)
	}
	return v.pinyin().holds(folded{text: w.text, starts: []int{0}})
}

// across tells whether each word is found in one text or another.
func (q query) across(views []view) bool {
	return q.every(acrossTexts, func(w word) bool {
		for i := range views {
			if views[i].answers(w) {
				return true
			}
		}
		return false
	}) == acrossTexts
}

// firstAnswer is the first text that the query's first word is found in.
func (q query) firstAnswer(views []view) int {
	for i := range views {
		if views[i].answers(q.words[0]) {
			return i
		}
	}
	return -1
}

// abbreviated tells whether all characters of short stand in long in this order, as those
// of 南理工 stand in 南京理工大学.
func abbreviated(long, short string) bool {
	for _, r := range short {
		at := strings.IndexRune(long, r)
		if at < 0 {
			return false
		}
		long = long[at+len(string(r)):]
	}
	return true
}
