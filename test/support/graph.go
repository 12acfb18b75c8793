package support

import (
	"fmt"
	"io/fs"
	"testing"
)

// Fixture returns the rows of the fixture.
func Fixture(t testing.TB) fs.FS {
	t.Helper()
	r := NewRows()
	for i := range 3 {
		r.Node(t, "Source", map[string]any{"id": NodeID("src", i), "name": fmt.Sprintf("登记 %d", i), "citationKey": fmt.Sprintf("register-%d", i)})
		r.Node(t, "District", map[string]any{"id": NodeID("dis", i), "name": []string{"张家港市", "苏州市", "江苏省"}[i], "code": []string{"320582", "320500", "320000"}[i]})
		r.Node(t, "Cluster", map[string]any{"id": NodeID("clu", i), "name": Clusters[i], "code": fmt.Sprintf("cluster-%d", i)})
	}
	industries(t, r)
	companies(t, r)
	projects(t, r)
	people(t, r)
	return r.Files()
}

func industries(t testing.TB, r *Rows) {
	t.Helper()
	for c := range chainCount {
		r.Node(t, "IndustryChain", map[string]any{"id": NodeID("chn", c), "name": fmt.Sprintf("产业链 %d", c), "code": fmt.Sprintf("chain-%d", c)})
		if k := ChainCluster(c); k >= 0 {
			r.edge(t, "BELONGS_TO", NodeID("chn", c), NodeID("clu", k), nil)
		}
	}
	for s := range SegmentCount {
		r.Node(t, "ChainSegment", map[string]any{
			"id": NodeID("seg", s), "name": fmt.Sprintf("环节 %02d", s), "code": fmt.Sprintf("seg-%d", s), "order": s,
			"position": []string{"UPSTREAM", "MIDSTREAM", "DOWNSTREAM", ""}[s%4],
		})
		r.edge(t, "PART_OF", NodeID("seg", s), NodeID("chn", SegmentChain(s)), nil)
		r.edge(t, "UPSTREAM_OF", NodeID("seg", s), NodeID("seg", (s+1)%SegmentCount), map[string]any{"weight": float64(s) + 0.5})
	}
}

func companies(t testing.TB, r *Rows) {
	t.Helper()
	for i := range CompanyCount {
		row := map[string]any{
			"id": NodeID("com", i), "name": CompanyName(i), "stockCode": fmt.Sprintf("600%03d", i), "foundedOn": FoundedOn(i),
			"illustrative": true, "sources": []any{NodeID("src", i%3), NodeID("src", (i+1)%3)},
		}
		if yuan, known := CompanyCapital(i); known {
			row["registeredCapital"] = yuan
		}
		if i == 0 {
			row["uscc"], row["formerNames"] = "91320582PDY00001X7", []string{"甲", "乙"}
		}
		r.Node(t, "Company", row)
		if i%4 != 3 {
			r.edge(t, "LOCATED_IN", NodeID("com", i), NodeID("dis", i%4), nil)
		}
		for n, s := range CompanySegments(i) {
			r.edge(t, "OPERATES_IN", NodeID("com", i), NodeID("seg", s), map[string]any{
				"role": []string{"链主", "配套"}[n], "since": fmt.Sprint(2000 + i%20), "sources": []any{NodeID("src", 0)},
			})
		}
		if i+1 < CompanyCount && i%2 == 0 {
			r.edge(t, "SUPPLIES", NodeID("com", i), NodeID("com", i+1), map[string]any{"product": "硅片", "since": "2020"})
		}
	}
}

func projects(t testing.TB, r *Rows) {
	t.Helper()
	for j := range projectCount {
		r.Node(t, "Project", map[string]any{
			"id": NodeID("prj", j), "name": fmt.Sprintf("项目 %02d", j), "registrationCode": fmt.Sprintf("P-%d", j),
			"stage": []string{"SIGNED", "STARTED", ""}[j%3], "investment": j * 10_000_000,
		})
	}
	for i := range CompanyCount {
		for _, j := range CompanyProjects(i) {
			r.edge(t, "RUNS", NodeID("com", i), NodeID("prj", j), nil)
		}
	}
}

func people(t testing.TB, r *Rows) {
	t.Helper()
	for i := range PersonCount {
		row := map[string]any{"id": NodeID("per", i), "name": string(initials[i%22]) + "一鸣", "highestDegree": PersonDegree(i)}
		if i == 0 {
			row["orcid"] = "0000-0002-1825-0097"
		}
		r.Node(t, "Person", row)
		for _, w := range PersonWorks(i) {
			r.edge(t, "WORKS_ON", NodeID("per", i), NodeID("prj", w.Project), map[string]any{"role": w.Role, "since": "2021-03"})
		}
	}
}
