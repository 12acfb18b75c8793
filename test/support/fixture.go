package app_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// The fixture is small enough to compute every expected answer from in plain Go, and
// uneven enough for ties, missing values and empty lists.
const (
	companyCount = 57
	projectCount = 40
	personCount  = 50
	segmentCount = 12
	chainCount   = 5
)

// initials are surnames in the order of their pinyin, one an initial letter.
var initials = []rune("安北春东恩方光海江开林明南平清荣三天武新阳中")

var clusters = []string{"新能源", "特色半导体", "智能高端装备"}

var degrees = []string{"DOCTORATE", "MASTER", "BACHELOR", "ASSOCIATE", ""}

func nodeID(prefix string, i int) string { return fmt.Sprintf("%s_%026d", prefix, i) }

// companyName repeats every 22 companies, so that names tie.
func companyName(i int) string { return string(initials[i*5%22]) + "城股份有限公司" }

// foundedOn has each precision, and none for every fifth company.
func foundedOn(i int) string {
	switch i % 5 {
	case 0:
		return ""
	case 1:
		return fmt.Sprint(1990 + i%7)
	case 2:
		return fmt.Sprintf("%d-%02d", 1990+i%7, 1+i%12)
	}
	return fmt.Sprintf("%d-%02d-%02d", 1990+i%7, 1+i%12, 1+i%28)
}

func companyCapital(i int) (yuan int, known bool) { return i * 9 % 23 * 1_000_000, i%4 != 3 }

func companySegments(i int) []int {
	switch {
	case i%6 == 5:
		return nil
	case i%4 == 0:
		return []int{i * 7 % 10, (i*7 + 3) % 10}
	}
	return []int{i * 7 % 10}
}

func segmentChain(s int) int { return s % chainCount }

// chainCluster is -1 for the chain that belongs to no cluster.
func chainCluster(c int) int {
	if c == chainCount-1 {
		return -1
	}
	return c % len(clusters)
}

// companyProjects are run by the company; the last projects have no company.
func companyProjects(i int) []int {
	if i%3 == 2 || i >= projectCount-4 {
		return nil
	}
	return []int{i, (i + 11) % (projectCount - 4)}
}

func personDegree(i int) string { return degrees[(i*i+4)%len(degrees)] }

type work struct {
	project int
	role    string
}

func personWorks(i int) []work {
	switch i % 4 {
	case 0:
		return []work{{i * 3 % projectCount, "LEAD"}}
	case 1:
		return []work{{i * 3 % projectCount, "MEMBER"}, {i % projectCount, "LEAD"}}
	case 2:
		return []work{{i * 7 % projectCount, "ADVISER"}}
	}
	return nil
}

// rows makes the files of an import.
type rows struct {
	text  map[string]*strings.Builder
	edges int
}

func newRows() *rows { return &rows{text: map[string]*strings.Builder{}} }

func (r *rows) add(t testing.TB, file string, row map[string]any) {
	t.Helper()
	for name, v := range row {
		if v == "" {
			delete(row, name)
		}
	}
	line, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	if r.text[file] == nil {
		r.text[file] = &strings.Builder{}
	}
	r.text[file].Write(append(line, '\n'))
}

func (r *rows) node(t testing.TB, entity string, row map[string]any) {
	t.Helper()
	r.add(t, "nodes/"+entity+".jsonl", row)
}

// edge numbers the relationships over all types, so that their ids are known.
func (r *rows) edge(t testing.TB, typ, from, to string, properties map[string]any) {
	t.Helper()
	row := map[string]any{"from": from, "to": to, "id": nodeID("rel", r.edges)}
	r.edges++
	for name, v := range properties {
		row[name] = v
	}
	r.add(t, "relationships/"+typ+".jsonl", row)
}

func (r *rows) files() fs.FS {
	files := fstest.MapFS{}
	for name, text := range r.text {
		files[name] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return files
}

// fixture returns the rows.
func fixture(t testing.TB) fs.FS {
	t.Helper()
	r := newRows()
	for i := range 3 {
		r.node(t, "Source", map[string]any{"id": nodeID("src", i), "name": fmt.Sprintf("登记 %d", i), "citationKey": fmt.Sprintf("register-%d", i)})
		r.node(t, "District", map[string]any{"id": nodeID("dis", i), "name": []string{"张家港市", "苏州市", "江苏省"}[i], "code": []string{"320582", "320500", "320000"}[i]})
		r.node(t, "Cluster", map[string]any{"id": nodeID("clu", i), "name": clusters[i], "code": fmt.Sprintf("cluster-%d", i)})
	}
	industries(t, r)
	companies(t, r)
	projects(t, r)
	people(t, r)
	return r.files()
}

func industries(t testing.TB, r *rows) {
	t.Helper()
	for c := range chainCount {
		r.node(t, "IndustryChain", map[string]any{"id": nodeID("chn", c), "name": fmt.Sprintf("产业链 %d", c), "code": fmt.Sprintf("chain-%d", c)})
		if k := chainCluster(c); k >= 0 {
			r.edge(t, "BELONGS_TO", nodeID("chn", c), nodeID("clu", k), nil)
		}
	}
	for s := range segmentCount {
		r.node(t, "ChainSegment", map[string]any{
			"id": nodeID("seg", s), "name": fmt.Sprintf("环节 %02d", s), "code": fmt.Sprintf("seg-%d", s), "order": s,
			"position": []string{"UPSTREAM", "MIDSTREAM", "DOWNSTREAM", ""}[s%4],
		})
		r.edge(t, "PART_OF", nodeID("seg", s), nodeID("chn", segmentChain(s)), nil)
		r.edge(t, "UPSTREAM_OF", nodeID("seg", s), nodeID("seg", (s+1)%segmentCount), map[string]any{"weight": float64(s) + 0.5})
	}
}

func companies(t testing.TB, r *rows) {
	t.Helper()
	for i := range companyCount {
		row := map[string]any{
			"id": nodeID("com", i), "name": companyName(i), "stockCode": fmt.Sprintf("600%03d", i), "foundedOn": foundedOn(i),
			"illustrative": true, "sources": []any{nodeID("src", i%3), nodeID("src", (i+1)%3)},
		}
		if yuan, known := companyCapital(i); known {
			row["registeredCapital"] = yuan
		}
		if i == 0 {
			row["uscc"], row["formerNames"] = "91320582PDY00001X7", []string{"甲", "乙"}
		}
		r.node(t, "Company", row)
		if i%4 != 3 {
			r.edge(t, "LOCATED_IN", nodeID("com", i), nodeID("dis", i%4), nil)
		}
		for n, s := range companySegments(i) {
			r.edge(t, "OPERATES_IN", nodeID("com", i), nodeID("seg", s), map[string]any{
				"role": []string{"链主", "配套"}[n], "since": fmt.Sprint(2000 + i%20), "sources": []any{nodeID("src", 0)},
			})
		}
		if i+1 < companyCount && i%2 == 0 {
			r.edge(t, "SUPPLIES", nodeID("com", i), nodeID("com", i+1), map[string]any{"product": "硅片", "since": "2020"})
		}
	}
}

func projects(t testing.TB, r *rows) {
	t.Helper()
	for j := range projectCount {
		r.node(t, "Project", map[string]any{
			"id": nodeID("prj", j), "name": fmt.Sprintf("项目 %02d", j), "registrationCode": fmt.Sprintf("P-%d", j),
			"stage": []string{"SIGNED", "STARTED", ""}[j%3], "investment": j * 10_000_000,
		})
	}
	for i := range companyCount {
		for _, j := range companyProjects(i) {
			r.edge(t, "RUNS", nodeID("com", i), nodeID("prj", j), nil)
		}
	}
}

func people(t testing.TB, r *rows) {
	t.Helper()
	for i := range personCount {
		row := map[string]any{"id": nodeID("per", i), "name": string(initials[i%22]) + "一鸣", "highestDegree": personDegree(i)}
		if i == 0 {
			row["orcid"] = "0000-0002-1825-0097"
		}
		r.node(t, "Person", row)
		for _, w := range personWorks(i) {
			r.edge(t, "WORKS_ON", nodeID("per", i), nodeID("prj", w.project), map[string]any{"role": w.role, "since": "2021-03"})
		}
	}
}
