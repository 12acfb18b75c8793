package duplicate_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/read/duplicate"
	"github.com/clustergraph/clustergraph/internal/read/view"
	"github.com/clustergraph/clustergraph/internal/store/migrate"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/schema"
)

// firms is a graph of companies to look through.
type firms struct {
	t   *testing.T
	db  *neo.DB
	cat *catalog.Catalog
}

func emptyFirms(t *testing.T) firms {
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	f := firms{t, neotest.Open(t), cat}
	neotest.Clear(t, f.db)
	require.NoError(t, migrate.Run(t.Context(), f.db, cat, slog.New(slog.DiscardHandler)))
	return f
}

// store makes companies, and no others, and returns their ids.
func (f firms) store(list []map[string]any) []string {
	f.t.Helper()
	var rows []any
	var ids []string
	for i, firm := range list {
		firm["id"], firm["version"] = fmt.Sprintf("com_%026d", i), int64(1)
		property.Derive(f.cat.Entity("Company").Fields, firm)
		ids, rows = append(ids, firm["id"].(string)), append(rows, firm)
	}
	for _, text := range []string{
		"MATCH (n:Company) DETACH DELETE n",
		"UNWIND $rows AS row CREATE (n:Company) SET n = row",
	} {
		_, err := f.db.Exec(f.t.Context(), query.Statement{Text: text, Params: map[string]any{"rows": rows}})
		require.NoError(f.t, err)
	}
	return ids
}

// pairs are all that is found, page by page; id is empty for the whole type.
func (f firms) pairs(t *testing.T, id string) map[[2]string]int {
	t.Helper()
	v := view.NewDoor(f.cat, f.db, nil, nil).Open(grant.Default())
	defer v.Close(t.Context())
	found, after := map[[2]string]int{}, ""
	for {
		page, err := duplicate.Find(f.t.Context(), v, duplicate.Request{Type: "Company", ID: id, First: 20, After: after, MinWeight: -100})
		require.NoError(t, err)
		for _, c := range page.List {
			found[[2]string{min(c.A, c.B), max(c.A, c.B)}]++
		}
		if !page.After {
			return found
		}
		after = page.End
	}
}

// TestWritingsOfANameAreCandidates has two writings of one name each.
func TestWritingsOfANameAreCandidates(t *testing.T) {
	f := emptyFirms(t)
	for name, tt := range map[string][2]string{
		"brackets":        {"中材（苏州）科技", "中材苏州科技"},
		"spaces":          {"张家港 望舒\u00a0半导体", "张家港望舒半导体有限公司"},
		"invisible":       {"沙\u200b钢\u00ad集团", "沙钢"},
		"dots":            {"江苏·永钢", "江苏•永钢"},
		"traditional":     {"重慶長安汽車股份有限公司", "重庆长安汽车"},
		"at a beginning":  {"（中国）沙洲纺织", "中国沙洲纺织"},
		"letters":         {"ＷＡＮＧＳＨＵ Semi Co., Ltd.", "wangshu-semi"},
		"of a short name": {"江苏永鋼集团有限公司", "永钢"},
	} {
		t.Run(name, func(t *testing.T) {
			list := []map[string]any{{"name": tt[0]}, {"name": "没有关系"}, {"name": tt[1]}}
			if name == "of a short name" {
				list[0]["shortName"] = "永（鋼）"
			}
			ids := f.store(list)
			want := map[[2]string]int{{ids[0], ids[2]}: 1}
			assert.Equal(t, want, f.pairs(t, ""), "of the type")
			assert.Equal(t, want, f.pairs(t, ids[0]), "by id")
		})
	}
}

// Every pair that is found by the id of one of both is in the list of the type once, and no other.
func TestPairsOfTheTypeAreThoseOfItsEntities(t *testing.T) {
	f := emptyFirms(t)
	part := rapid.SampledFrom([]string{"沙钢", "沙鋼", "（", ")", " ", "\u200b", "·", "•", "重慶", "重庆", "集团", "有限公司", "李明", "黎明", "Abc", "ＡＢＣ"})
	name := rapid.Map(rapid.SliceOfN(part, 1, 3), func(parts []string) string { return "永" + strings.Join(parts, "") })
	firm := rapid.Custom(func(t *rapid.T) map[string]any {
		firm := map[string]any{"name": name.Draw(t, "name")}
		if rapid.Bool().Draw(t, "short") {
			firm["shortName"] = name.Draw(t, "shortName")
		}
		if rapid.Bool().Draw(t, "former") {
			firm["formerNames"] = []string{name.Draw(t, "formerName")}
		}
		return firm
	})
	for seed := range 3 {
		list, want := rapid.SliceOfN(firm, 40, 40).Example(seed), map[[2]string]int{}
		for _, id := range f.store(list) {
			for pair := range f.pairs(t, id) {
				want[pair] = 1
			}
		}
		assert.Equal(t, want, f.pairs(t, ""), "of %v", list)
		assert.NotEmpty(t, want)
	}
}
