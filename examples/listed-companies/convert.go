package main

import (
	"errors"

	"github.com/clustergraph/clustergraph/internal/ident"
)

// Citation keys of the two sources: what the data set says, and what this program
// concludes from it or adds to it.
const (
	dataSource = "chain-knowledge-graph-2021"
	ruleSource = "listed-companies-rules"
)

// converter holds what the later files refer to.
type converter struct {
	*graph
	dir    string
	aShare *ident.Format

	industries map[string]string // code to name, all levels
	parents    map[string]string // code to code of the industry above
	levelThree map[string]string // name to code
	segments   map[string]bool   // codes that became segments
	seenAs     map[string]string // industry names of company_industry.jsonl to their code
	companies  map[string]bool   // stock codes that were written
}

// convert reads the data set in dir.
func convert(dir string) (*graph, error) {
	aShare, ok := ident.Lookup(ident.AShare)
	if !ok {
		return nil, errors.New("this build knows no format of A-share codes")
	}
	c := &converter{
		graph: newGraph(), dir: dir, aShare: aShare,
		industries: map[string]string{}, parents: map[string]string{}, levelThree: map[string]string{},
		segments: map[string]bool{}, seenAs: map[string]string{}, companies: map[string]bool{},
	}
	c.addSources()
	c.addDistricts()
	c.addClusters()
	for _, step := range []func() error{c.addIndustries, c.addCompanies, c.addOperations, c.addUpstream} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c.graph, nil
}

func (c *converter) addSources() {
	c.node("Source", object{
		"citationKey": dataSource,
		"name":        "ChainKnowledgeGraph: A-share companies, Shenwan industries 2021, upstream links",
		"publisher":   "liuhuanyong",
		"publishedOn": "2021",
		"link":        "https://github.com/liuhuanyong/ChainKnowledgeGraph",
	})
	c.node("Source", object{
		"citationKey": ruleSource,
		"name":        "Rules of examples/listed-companies: which industry stands for which cluster, and regions read from registered names",
	})
}
