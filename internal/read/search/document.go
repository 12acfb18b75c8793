package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
)

const (
	// mostText bounds the running text of an entity that is indexed, in characters.
	mostText = 1_000
	// mostAliases bounds the other names of an entity that are indexed.
	mostAliases = 50
)

// text is one indexed value of an entity.
type text struct {
	field, value string
	kind         kind
}

// Document is what the index holds of an entity.
type Document struct {
	// Of is the id of the entity, Entity its type.
	Of, Entity string
	texts      []text
}

// Document returns the document of an entity from the values of its id and of its Fields; ok is
// false when it has nothing to be found by.
func (l *Layout) Document(entity string, properties map[string]any) (d Document, ok bool) {
	d = Document{Entity: entity}
	d.Of, _ = properties["id"].(string)
	prose, aliases := mostText, mostAliases
	for _, p := range l.parts[entity] {
		for _, value := range catalog.Texts(properties[p.field]) {
			switch p.kind {
			case proseKind:
				value = cut(value, prose)
				prose -= utf8.RuneCountInString(value)
			case aliasKind:
				if aliases--; aliases < 0 {
					continue
				}
			}
			if value != "" {
				d.texts = append(d.texts, text{p.field, value, p.kind})
			}
		}
	}
	return d, len(d.texts) > 0
}

func cut(s string, most int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), most)])
}

// Properties are those of the document's node. Those that the full-text index reads are
// name, names, prose, characters, tokens and type.
func (d Document) Properties() map[string]any {
	var index indexed
	fields, values := make([]string, len(d.texts)), make([]string, len(d.texts))
	for i, t := range d.texts {
		fields[i], values[i] = t.field, t.value
		index.add(t)
	}
	return map[string]any{
		"of": d.Of, "type": d.Entity, "signature": d.Signature(), "fields": fields, "values": values,
		"name": index.names[nameKind].String(), "names": index.names[aliasKind].String(), "prose": index.names[proseKind].String(),
		"characters": strings.Join(index.characters.list, " "), "tokens": strings.Join(index.tokens.list, " "),
	}
}

// Signature tells whether a document must be written: equal documents have equal ones.
func (d Document) Signature() string {
	sum := sha256.New()
	for _, t := range d.texts {
		fmt.Fprintf(sum, "%s\x00%d\x00%s\x00", t.field, t.kind, t.value)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// indexed gathers what the full-text index reads.
type indexed struct {
	names              [proseKind + 1]strings.Builder
	characters, tokens set
}

func (x *indexed) add(t text) {
	if t.kind != codeKind {
		// The line break keeps the end of one name and the start of the next apart.
		x.names[t.kind].WriteString(plain(t.value))
		x.names[t.kind].WriteByte('\n')
	}
	switch f := fold(t.value); t.kind {
	case nameKind:
		x.tokens.add(nameMark.token(f.text))
		x.name(t.value, f)
	case aliasKind:
		x.tokens.add(aliasMark.token(f.text))
		x.name(t.value, f)
	case codeKind:
		for _, at := range f.starts {
			x.tokens.add(codeMark.token(f.text[at:]))
		}
	case proseKind:
		x.latin(proseMark, f)
	}
}

// name adds what both kinds of names are found by: single characters, Latin words, pinyin.
func (x *indexed) name(value string, f folded) {
	for _, w := range words(value) {
		if !w.cjk {
			continue
		}
		for _, r := range w.text {
			x.characters.add(string(r))
		}
	}
	x.latin(latinMark, f)
	for _, r := range read(value) { // Those behind the first differ in the first syllable alone.
		for _, at := range r.fulls {
			x.tokens.add(fullMark.token(r.full[at:]))
		}
		for _, at := range r.firsts {
			x.tokens.add(initialMark.token(r.initials[at:]))
		}
	}
}

func (x *indexed) latin(m mark, f folded) {
	for _, at := range f.starts {
		if r, _ := utf8.DecodeRuneInString(f.text[at:]); !isCJK(r) {
			x.tokens.add(m.token(f.text[at:]))
		}
	}
}

// set is a list without repetitions.
type set struct {
	seen map[string]bool
	list []string
}

func (s *set) add(item string) {
	if s.seen[item] {
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[item] = true
	s.list = append(s.list, item)
}
