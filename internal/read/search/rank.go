package search

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Hit is an entity that answers a search.
type Hit struct {
	ID, Entity string
	// Field is the field that answers best, Text its value or, of running text, the
	// passage around the answer.
	Field, Text string
	// Score is 1 for the exact name; hits of equal score are ordered by the length of the
	// name, the frequency of the words, and the id.
	Score float64

	place place
}

// place orders hits: by grade, then shorter names, then Lucene's score, then id.
type place struct {
	Grade  grade
	Length int
	Lucene float64
	ID     string
}

func (a place) compare(b place) int {
	return cmp.Or(cmp.Compare(a.Grade, b.Grade), cmp.Compare(a.Length, b.Length), cmp.Compare(b.Lucene, a.Lucene), cmp.Compare(a.ID, b.ID))
}

// candidate is a document that Lucene proposes, with its score.
type candidate struct {
	Document
	lucene float64
}

// rank orders the candidates that answer the query, best first.
func (q search) rank(candidates []candidate) []Hit {
	hits := make([]Hit, 0, len(candidates))
	for _, c := range candidates {
		m := q.match(c.Document)
		if m.grade == unanswered {
			continue
		}
		hits = append(hits, Hit{
			ID: c.Of, Entity: c.Entity, Field: m.text.field, Text: q.passage(m.text), Score: m.grade.score(),
			place: place{m.grade, c.nameLength(), c.lucene, c.Of},
		})
	}
	slices.SortFunc(hits, func(a, b Hit) int { return a.place.compare(b.place) })
	return hits
}

func (d Document) nameLength() int {
	for _, t := range d.texts {
		if t.kind == nameKind {
			return utf8.RuneCountInString(t.value)
		}
	}
	return 0
}

const (
	// passageLength bounds what is shown of a text, in characters.
	passageLength = 120
	// passageLead is what is shown before the answer.
	passageLead = 20
)

// passage is the text or, of a long one, the part around the first word that is found in it.
func (q search) passage(t text) string {
	runes := []rune(t.value)
	if len(runes) <= passageLength {
		return t.value
	}
	from := max(0, min(q.at(runes)-passageLead, len(runes)-passageLength))
	shown := string(runes[from : from+passageLength])
	if from > 0 {
		shown = "…" + shown
	}
	if from+passageLength < len(runes) {
		shown += "…"
	}
	return shown
}

// at is where in a long text the first of the query's words begins.
func (q search) at(runes []rune) int {
	for _, w := range q.words {
		first, _ := utf8.DecodeRuneInString(w.text)
		for i := range runes {
			if fold(string(runes[i:i+1])).startsWith(string(first)) && fold(string(runes[i:min(len(runes), i+passageLead+len(w.text))])).startsWith(w.text) {
				return i
			}
		}
	}
	return 0
}
