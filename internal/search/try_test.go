package search_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/clustergraph/clustergraph/sample"
)

func TestTry(t *testing.T) {
	g := open(t)
	g.load(sample.Files())
	began := time.Now()
	g.index()
	fmt.Println("indexed", time.Since(began))
	for _, q := range []string{"张家港望舒半导体有限公司", "望舒半导体", "zjgws", "wangshu", "张家港", "张", "港", "zhang jia gang", "91320582PDY00001X7", "9132 0582", "600000.SH", "南理工", "AND OR NOT", "重庆", "cqjm", "University of Science", "沈知微", "szw", "shan mingyuan", "202119900001.9", "CN2021199", "DEMO-0001", "氮化镓", "半导体 苏州", "扶光电子", "gan-epitaxy"} {
		began := time.Now()
		p := g.find(q)
		took := time.Since(began)
		fmt.Printf("%s  [%d, %v]\n", q, p.Total, took)
		names := g.names(p)
		for i, h := range p.Hits[:min(3, len(p.Hits))] {
			fmt.Printf("    %.2f %s %s=%s (%s)\n", h.Score, names[i], h.Field, h.Text, h.Entity)
		}
	}
}
