package dataset

import "fmt"

// edges makes all relationships.
func (g *generator) edges() error {
	for _, make := range []func() error{g.industryEdges, g.projectEdges, g.companyEdges, g.personEdges, g.knowledgeEdges, g.districtEdges} {
		if err := make(); err != nil {
			return err
		}
	}
	return nil
}

type ends = func(i int) (from, to string, own map[string]any, key string)

// between draws both ends.
func between(from, to func() string) ends {
	return func(int) (string, string, map[string]any, string) { return from(), to(), nil, "" }
}

func (g *generator) anyOf(label string) func() string { return func() string { return g.any(label) } }

func (g *generator) popularOf(label string) func() string {
	return func() string { return g.popular(label) }
}

// all runs each step until one fails.
func all(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (g *generator) step(e Edges, count int, ends ends) func() error {
	return func() error { return g.edge(e, count, ends) }
}

func (g *generator) industryEdges() error {
	return all(
		g.step(Edges{"BELONGS_TO", "IndustryChain", "Cluster"}, chains, func(i int) (string, string, map[string]any, string) {
			return g.made["IndustryChain"][i], g.made["Cluster"][i*clusters/chains], nil, ""
		}),
		g.step(Edges{"PART_OF", "ChainSegment", "IndustryChain"}, segments, func(i int) (string, string, map[string]any, string) {
			return g.made["ChainSegment"][i], g.made["IndustryChain"][i%chains], nil, ""
		}),
		g.step(Edges{"UPSTREAM_OF", "ChainSegment", "ChainSegment"}, segments*2, func(int) (string, string, map[string]any, string) {
			return g.any("ChainSegment"), g.any("ChainSegment"), map[string]any{"weight": g.random.Float64()}, ""
		}),
	)
}

func (g *generator) projectEdges() error {
	worksOn := Edges{"WORKS_ON", "Person", "Project"}
	role := func(role, project string) (string, string, map[string]any, string) {
		since := g.day()
		return g.popular("Person"), project, map[string]any{"role": role, "since": since}, role + "\x1f" + since
	}
	return all(
		g.step(worksOn, len(g.made["Project"]), func(i int) (string, string, map[string]any, string) { return role("LEAD", g.made["Project"][i]) }),
		g.step(worksOn, memberships*g.scale, func(i int) (string, string, map[string]any, string) {
			return role([]string{"MEMBER", "MEMBER", "ADVISER"}[i%3], g.any("Project"))
		}),
		g.step(Edges{"RUNS", "Company", "Project"}, runs*g.scale, between(g.popularOf("Company"), g.anyOf("Project"))),
		g.step(Edges{"IN_SEGMENT", "Project", "ChainSegment"}, placements*g.scale, between(g.anyOf("Project"), g.anyOf("ChainSegment"))),
		g.step(Edges{"USES", "Project", "Technology"}, uses*g.scale, between(g.anyOf("Project"), g.popularOf("Technology"))),
	)
}

func (g *generator) companyEdges() error {
	return all(
		g.step(Edges{"OPERATES_IN", "Company", "ChainSegment"}, operations*g.scale, func(int) (string, string, map[string]any, string) {
			since := g.day()
			filled := g.made["ChainSegment"][:segments-emptySegments]
			return g.any("Company"), filled[g.random.IntN(len(filled))], map[string]any{"role": "生产", "since": since}, since
		}),
		g.step(Edges{"SUPPLIES", "Company", "Company"}, supplies*g.scale, func(int) (string, string, map[string]any, string) {
			product, since := g.pick(objects), g.day()
			return g.any("Company"), g.popular("Company"), map[string]any{"product": product, "since": since}, product + "\x1f" + since
		}),
		g.step(Edges{"HOLDS", "Company", "Patent"}, patentHolders*g.scale, between(g.popularOf("Company"), g.anyOf("Patent"))),
	)
}

func (g *generator) personEdges() error {
	return all(
		g.step(Edges{"WORKS_AT", "Person", "Company"}, employments*g.scale, func(int) (string, string, map[string]any, string) {
			title, since := g.pick(titles), g.day()
			return g.any("Person"), g.popular("Company"), map[string]any{"title": title, "since": since}, title + "\x1f" + since
		}),
		g.step(Edges{"SHAREHOLDER_OF", "Person", "Company"}, holdings*g.scale, func(int) (string, string, map[string]any, string) {
			since := g.day()
			return g.popular("Person"), g.any("Company"), map[string]any{"share": float64(1 + g.random.IntN(50)), "since": since}, since
		}),
		g.step(Edges{"INVENTED", "Person", "Patent"}, inventions*g.scale, between(g.popularOf("Person"), g.anyOf("Patent"))),
		g.step(Edges{"SKILLED_IN", "Person", "Technology"}, skills*g.scale, between(g.anyOf("Person"), g.popularOf("Technology"))),
		g.step(Edges{"EDUCATED_AT", "Person", "Institution"}, studies*g.scale, func(int) (string, string, map[string]any, string) {
			return g.any("Person"), g.popular("Institution"), map[string]any{"degree": "DOCTORATE", "field": g.pick(objects)}, "DOCTORATE"
		}),
	)
}

func (g *generator) knowledgeEdges() error {
	return all(
		g.step(Edges{"COVERS", "Patent", "Technology"}, covers*g.scale, between(g.anyOf("Patent"), g.popularOf("Technology"))),
		g.step(Edges{"DEPENDS_ON", "ChainSegment", "Technology"}, segments*2, between(g.anyOf("ChainSegment"), g.anyOf("Technology"))),
	)
}

func (g *generator) districtEdges() error {
	each := func(label string) ends {
		return func(i int) (string, string, map[string]any, string) {
			return g.made[label][i], g.popular("District"), nil, ""
		}
	}
	return all(
		g.step(Edges{"LOCATED_IN", "Company", "District"}, len(g.made["Company"]), each("Company")),
		g.step(Edges{"LOCATED_IN", "Project", "District"}, landed*g.scale, each("Project")),
	)
}

// String names the relationships for people.
func (e Edges) String() string { return fmt.Sprintf("(%s)-[%s]->(%s)", e.From, e.Type, e.To) }
