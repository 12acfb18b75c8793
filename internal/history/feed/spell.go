package feed

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

// Spell is a time during which a field had one value.
type Spell struct {
	// Value is JSON; null where the field had none any more.
	Value json.RawMessage
	// From is when it was written, zero when that is older than the history; To is when the
	// next one was, zero for the value of now.
	From, To time.Time
	// By, Change and Kind tell of the change that it began with, empty when there is none.
	By, Change string
	Kind       journal.ChangeKind
}

// SpellPage is a part of the spells of a field.
type SpellPage struct {
	Spells []Spell
	// Before and After tell that spells come before and after the page.
	Before, After bool
	skip          int
}

// Cursor is that of the i-th spell of the page.
func (p SpellPage) Cursor(i int) string { return spellCursor(p.skip + i + 1) }

// spellCursor is the cursor behind the n-th spell.
func spellCursor(n int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "v%d", n))
}

func parseSpellCursor(s string) (n int, err error) {
	if s == "" {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "v%d", &n)
	}
	if err != nil || n < 0 || spellCursor(n) != s {
		return 0, fault.New(fault.BadUserInput, "this is no cursor of a value's history; pass the endCursor of a page, or leave it out").At("after")
	}
	return n, nil
}

// CheckSpells tells all that is wrong with a page that is asked for.
func CheckSpells(after string, first int) error {
	_, cursor := parseSpellCursor(after)
	return fault.Join(CheckSize(first), cursor)
}

// Spells returns a page of the values that a field had over time, oldest first. They only
// grow in number, so that the number of one is its cursor.
func (p Past) Spells(field, after string, first int) (SpellPage, error) {
	if err := fault.Join(p.checkField(field), CheckSpells(after, first)); err != nil {
		return SpellPage{}, err
	}
	skip, _ := parseSpellCursor(after)
	all := spells(p.Entries, field, orNull(p.Present[field]))
	skip = min(skip, len(all))
	rest := all[skip:]
	return SpellPage{Spells: rest[:min(first, len(rest))], Before: skip > 0, After: len(rest) > first, skip: skip}, nil
}

// checkField refuses a name that no field with a history has.
func (p Past) checkField(name string) error {
	names := journal.AuditedNames(p.Fields)
	if slices.Contains(names, name) {
		return nil
	}
	return fault.New(fault.BadUserInput, "there is no such field; those of this %s are %s; what became of relationships is told by difference",
		p.Type, strings.Join(names, ", ")).At("field")
}

// spells is what the changes of an element tell of one field of which present is the value now.
func spells(entries []Entry, field string, present json.RawMessage) []Spell {
	var list []Spell
	for _, e := range entries {
		v, shown := e.value(field)
		if shown && len(list) == 0 && !isNull(v.Before) {
			list = []Spell{{Value: v.Before}} // older than the history
		}
		switch {
		case e.Kind == journal.ChangeDelete, e.Kind == journal.ChangeErase:
			list = begin(list, e, null)
		case shown:
			list = begin(list, e, v.After)
		}
	}
	if len(list) == 0 && !isNull(present) {
		list = []Spell{{Value: present}}
	}
	return list
}

// begin ends the last spell and begins another, unless the value stays.
func begin(list []Spell, e Entry, v json.RawMessage) []Spell {
	last := len(list) - 1
	if last < 0 && isNull(v) || last >= 0 && bytes.Equal(list[last].Value, v) {
		return list
	}
	if last >= 0 {
		list[last].To = e.At
	}
	return append(list, Spell{Value: v, From: e.At, By: e.By, Change: e.Key(), Kind: e.Kind})
}
