package feed

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/write/journal"
)

func TestSpells(t *testing.T) {
	entry := func(minute int, kind journal.ChangeKind, values ...Value) Entry {
		return Entry{ID: "chg", At: time.Unix(int64(60*minute), 0), Kind: kind, Values: values}
	}
	made := entry(1, journal.ChangeCreate, value("a", "null", "1"))
	tests := []struct {
		name    string
		entries []Entry
		present string
		// want are the values, each with the minutes in which it begins and ends; 0 for none.
		want []string
	}{
		{"never changed", []Entry{made}, "1", []string{"1 from 1 to 0"}},
		{"never given", []Entry{entry(1, journal.ChangeCreate, value("b", "null", "1"))}, "null", nil},
		{"given later", []Entry{entry(1, journal.ChangeCreate), entry(2, journal.ChangeUpdate, value("a", "null", "1"))}, "1", []string{"1 from 2 to 0"}},
		{"changed", []Entry{made, entry(2, journal.ChangeUpdate, value("b", "1", "2")), entry(3, journal.ChangeUpdate, value("a", "1", "2"))}, "2", []string{"1 from 1 to 3", "2 from 3 to 0"}},
		{"taken away", []Entry{made, entry(2, journal.ChangeUpdate, value("a", "1", "null"))}, "null", []string{"1 from 1 to 2", "null from 2 to 0"}},
		{
			"deleted and made again",
			[]Entry{made, entry(2, journal.ChangeDelete, value("a", "1", "null")), entry(3, journal.ChangeCreate, value("a", "null", "4"))},
			"4",
			[]string{"1 from 1 to 2", "null from 2 to 3", "4 from 3 to 0"},
		},
		{"deleted without a value", []Entry{entry(1, journal.ChangeCreate), entry(2, journal.ChangeDelete)}, "null", nil},
		{"older than the history", nil, "1", []string{"1 from 0 to 0"}},
		{"older than its first change", []Entry{entry(2, journal.ChangeUpdate, value("a", "1", "2"))}, "2", []string{"1 from 0 to 2", "2 from 2 to 0"}},
		{"older than its deletion", []Entry{entry(2, journal.ChangeDelete, value("a", "1", "null"))}, "null", []string{"1 from 0 to 2", "null from 2 to 0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range spells(tt.entries, "a", json.RawMessage(tt.present)) {
				got = append(got, string(s.Value)+" from "+minute(s.From)+" to "+minute(s.To))
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func minute(t time.Time) string {
	if t.IsZero() {
		return "0"
	}
	return string(rune('0' + t.Unix()/60))
}

func TestSpellsOfNoField(t *testing.T) {
	p := Past{Element: element.Element{Type: "Firm", Fields: []*catalog.Field{{Name: "name"}, {Name: "version", System: true}}}}
	for _, field := range []string{"", "colour", "version", "sourceIds"} {
		_, err := p.Spells(field, "", 20)
		assert.Equal(t, fault.BadUserInput, fault.CodeOf(err), field)
		assert.ErrorContains(t, err, "name, sources, confidence, validFrom, validTo")
	}
	_, err := p.Spells("validFrom", "", 20)
	assert.NoError(t, err)
}
