package people_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/test/support"
)

// lives makes people with values that nobody else has, in every field that the schema declares.
type lives struct {
	*support.Importer
	cat  *catalog.Catalog
	draw *rand.Rand
}

// life is somebody with a past.
type life struct {
	entity *catalog.Entity
	id     string
	// values are all texts that tell who it is or was, ids are those of the person, of who was merged
	// into them and of relationships, now those texts that everybody may see at first.
	values, ids, now []string
}

// text is one that nobody else has, of a format.
func (l lives) text(format string) string {
	digits := func(n int) string {
		var b strings.Builder
		for range n {
			fmt.Fprint(&b, l.draw.IntN(10))
		}
		return b.String()
	}
	switch format {
	case ident.ORCID:
		d, sum := "00000001"+digits(7), 0
		for _, c := range d {
			sum = (sum + int(c-'0')) * 2
		}
		last := fmt.Sprint((12 - sum%11) % 11)
		if last == "10" {
			last = "X"
		}
		d += last
		return d[:4] + "-" + d[4:8] + "-" + d[8:12] + "-" + d[12:]
	case "TELEPHONE":
		return "139" + digits(8)
	case "EMAIL":
		return "p" + digits(8) + "@example.com"
	}
	runes := make([]rune, 5)
	for i := range runes {
		runes[i] = rune(0x4e00 + l.draw.IntN(0x3000))
	}
	return string(runes)
}

// values are texts for all fields of text, and for lists of them.
func (l lives) values(fields []*catalog.Field) (given vars, texts, public []string) {
	given = vars{}
	for _, f := range fields {
		if f.Kind != catalog.String || f.System || f.Name == "id" {
			continue
		}
		one := l.text(f.Format)
		given[f.Name] = one
		texts = append(texts, one)
		if !f.Sensitive {
			public = append(public, one)
		}
		if f.List {
			two := l.text(f.Format)
			given[f.Name] = []any{one, two}
			texts = append(texts, two)
		}
	}
	return given, texts, public
}

// born makes somebody who was other things before, is linked to whatever there is to be linked to,
// stands for another, and is told from a third.
func (l lives) born(t *testing.T, e *catalog.Entity) *life {
	t.Helper()
	p := &life{entity: e}
	record := func() string {
		given, texts, _ := l.values(e.Fields)
		p.values = append(p.values, texts...)
		got := l.Data(t, `mutation ($input: `+e.Name+`Create!) { x: create`+e.Name+`(input: $input) { id } }`, vars{"input": given})
		id := support.Get(t, got, "x.id").(string)
		p.ids = append(p.ids, id)
		return id
	}
	p.id = record()
	given, texts, public := l.values(e.Fields)
	p.values, p.now = append(p.values, texts...), public
	l.patch(t, p, given)
	linked := 0
	for _, r := range e.Relations {
		linked += l.link(t, p, r)
	}
	assert.GreaterOrEqual(t, linked, 3)
	former := record()
	l.Data(t, `mutation ($into: ID!, $from: ID!, $why: String!, $s: ID!) { merge(into: $into, from: $from, evidence: $why, sources: [$s]) { id } }`,
		vars{"into": p.id, "from": former, "why": "now " + p.now[0], "s": support.NodeID("src", 0)})
	third := support.Get(t, l.Data(t, `mutation ($input: `+e.Name+`Create!) { x: create`+e.Name+`(input: $input) { id } }`, vars{"input": vars{"name": l.text("")}}), "x.id")
	l.Data(t, support.DeclareDistinct, vars{"a": p.id, "b": third, "reason": p.now[0] + " is older"})
	return p
}

func (l lives) patch(t *testing.T, p *life, patch vars) {
	t.Helper()
	l.Data(t, `mutation ($id: ID!, $patch: `+p.entity.Name+`Patch!) { update`+p.entity.Name+`(id: $id, patch: $patch) { id } }`, vars{"id": p.id, "patch": patch})
}

// link links somebody with texts of the relationship's own; it returns how many relationships it made.
func (l lives) link(t *testing.T, p *life, r *catalog.Relation) int {
	t.Helper()
	ends := l.Run(t, "MATCH (n:"+r.Target.Name+") RETURN n.id ORDER BY n.id LIMIT 1", nil)
	if len(ends) == 0 || !r.Many {
		return 0
	}
	link := vars{"node": ends[0][0]}
	if r.Properties != nil {
		given, texts, public := l.values(r.Properties.Fields)
		for name, v := range given {
			link[name] = v
		}
		p.values, p.now = append(p.values, texts...), append(p.now, public...)
	}
	l.patch(t, p, vars{r.Name: vars{"link": []any{link}}})
	for _, row := range l.Run(t, "MATCH ({id: $id})-[r]-() RETURN r.id", vars{"id": p.id}) {
		if id := row[0].(string); !strings.Contains(strings.Join(p.ids, " "), id) {
			p.ids = append(p.ids, id)
		}
	}
	return 1
}

// imported lets a file name somebody in a row that is refused; it returns the upload and the job.
func (l lives) imported(t *testing.T, people []*life) (up, job string) {
	t.Helper()
	var file strings.Builder
	file.WriteString("姓名,编号,备注\n")
	for _, p := range people {
		fmt.Fprintf(&file, "%s,0000,%s\n", p.now[0], p.now[len(p.now)-1])
	}
	up = l.Upload(t, "people.csv", strings.NewReader(file.String()))
	job = l.Start(t, up, peopleMapping, false)
	l.Follow(t, job)
	return up, job
}
