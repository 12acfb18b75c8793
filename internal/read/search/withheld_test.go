package search

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// By the names of who is withheld nothing is found that others wrote, and none is shown; more of a
// text finds it, and a person of the same name is another.
func TestNamesOfTheWithheld(t *testing.T) {
	x := newIndex(t)
	x.propose(1, "TalentAward", "awd_1", map[string]any{"name": "欧阳不显 入选领军人才"})
	x.propose(1, "Company", "com_1", map[string]any{"name": "欧阳不显工作室"})
	x.propose(1, "Person", "per_2", map[string]any{"name": "欧阳不显", "description": "Ouyang Buxian, 独立顾问"})
	x.withheld = [][]any{{map[string]any{"asideAs": "Person", "name": "欧阳不显", "englishName": "Ouyang Buxian"}}}
	for text, want := range map[string][]string{
		"欧阳不显": {"per_2"}, "欧阳": {"per_2"}, "ouyangbuxian": {"per_2"}, "不显": {"per_2"}, "欧阳不显工作室": {"com_1"}, "工作室": {"com_1"}, "领军人才": {"awd_1"}, "独立顾问": {"per_2"},
	} {
		page := x.page(Request{Text: text, First: 10})
		assert.Equal(t, want, idsOf(page.Hits), text)
		assert.Equal(t, len(want), page.Total, text)
	}
	assert.NotContains(t, x.page(Request{Text: "领军人才", First: 10}).Hits[0].Text, "欧阳")
	assert.NotContains(t, x.page(Request{Text: "独立顾问", First: 10}).Hits[0].Text, "Ouyang")
}
