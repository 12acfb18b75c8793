package search

import "slices"

// match tells how well a document answers a query, and which of its texts does.
type match struct {
	grade grade
	text  text
}

// match finds the best answer among the document's texts. The dearer tests come last and
// run only when nothing simpler fits: pinyin, then running text.
func (q search) match(d Document) match {
	views := make([]forms, len(d.texts))
	for i, t := range d.texts {
		views[i].text = t
	}
	best := match{grade: unanswered}
	best.among(views, func(v *forms) bool { return v.kind != proseKind }, q.plainly)
	if best.grade > aliasHolds {
		best.among(views, (*forms).isName, q.loosely)
	}
	if best.grade < unanswered {
		return best
	}
	best.among(views, func(v *forms) bool { return v.kind == proseKind }, q.inProse)
	if q.across(views) {
		best.better(acrossTexts, views[firstAnswer(views, q.words[0])].text)
	}
	if best.grade == unanswered {
		best.among(views, (*forms).isName, q.asSound)
	}
	return best
}

// asSound grades a name that sounds as the query does, or that it misspells.
func (q search) asSound(v *forms) grade {
	switch {
	case q.misspelt && v.pinyin().nearly(q.typed().text):
		return misspelt
	case !q.misspelt && q.every(func(w word) bool { return v.answers(w) || v.soundsLike(w) }):
		return soundsAlike
	}
	return unanswered
}

// among takes the best grade of those texts.
func (m *match) among(views []forms, those func(*forms) bool, grade func(*forms) grade) {
	for i := range views {
		if v := &views[i]; those(v) {
			m.better(grade(v), v.text)
		}
	}
}

func (m *match) better(g grade, t text) {
	if g < m.grade {
		*m = match{g, t}
	}
}

// plainly grades a text by its letters alone.
func (q search) plainly(v *forms) grade {
	if v.kind == codeKind {
		return q.asCode(v)
	}
	whole := q.whole.text
	step := grade(0)
	if v.kind == aliasKind {
		step = 1
	}
	switch {
	case v.fold().text == whole:
		return exactName + step
	case v.fold().startsWith(whole):
		return nameStart + step
	case v.fold().holds(whole):
		return nameHolds + step
	}
	return unanswered
}

func (q search) asCode(v *forms) grade {
	best := unanswered
	for _, c := range q.codes {
		switch {
		case v.fold().text == c:
			return exactAlias
		case v.fold().startsWith(c):
			best = min(best, aliasStart)
		case v.fold().holds(c):
			best = min(best, aliasHolds)
		}
	}
	return best
}

// loosely grades a name by words, by pinyin and as what the query abbreviates.
func (q search) loosely(v *forms) grade {
	switch {
	case q.every(v.holds):
		return wordsInName
	case q.latin():
		if g := q.asReading(v.pinyin()); g != unanswered {
			return g
		}
	case abbreviated(v.fold().text, q.whole.text):
		return abbreviates
	}
	if q.every(v.answers) {
		return mixedWords
	}
	return unanswered
}

// inProse grades running text.
func (q search) inProse(v *forms) grade {
	switch {
	case v.fold().holds(q.whole.text):
		return proseHolds
	case q.every(v.holds):
		return wordsInProse
	}
	return unanswered
}

func (q search) asReading(r readings) grade {
	switch whole := q.typed(); {
	case r.is(whole):
		return readsName
	case r.startsWith(whole):
		return readsNameStart
	case r.holds(whole):
		return readsInName
	}
	return unanswered
}

func (q search) every(holds func(word) bool) bool {
	return !slices.ContainsFunc(q.words, func(w word) bool { return !holds(w) })
}

// across tells whether each word is found in one text or another.
func (q search) across(views []forms) bool {
	return q.every(func(w word) bool { return firstAnswer(views, w) >= 0 })
}

// firstAnswer is the first text that a word is found in, -1 when there is none.
func firstAnswer(views []forms, w word) int {
	for i := range views {
		if views[i].answers(w) {
			return i
		}
	}
	return -1
}
