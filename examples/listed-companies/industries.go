package main

import "strings"

type cluster struct{ code, name, industry string }

// clusters are those of the city, with the Shenwan level-1 industry that stands for
// each. The codes are those of the sample, so that both fit into one graph.
func clusters() []cluster {
	return []cluster{
		{"new-energy", "新能源", "630000"},
		{"special-semiconductors", "特色半导体", "270000"},
		{"high-end-equipment", "智能高端装备", "640000"},
	}
}

func (c *converter) addClusters() {
	for _, k := range clusters() {
		c.node("Cluster", object{"code": k.code, "name": k.name}, ruleSource)
	}
}

// level of a Shenwan code: xx0000 is 1, xxxx00 is 2, the rest 3.
func level(code string) int {
	switch {
	case strings.HasSuffix(code, "0000"):
		return 1
	case strings.HasSuffix(code, "00"):
		return 2
	}
	return 3
}

// addIndustries makes a chain of each level-2 industry and a segment of each level-3
// one. Level 1 decides the cluster; most belong to none.
func (c *converter) addIndustries() error {
	rows, err := readRows[industryRow](c.dir, industryFile, &c.rejects)
	if err != nil {
		return err
	}
	rows = c.definedOnce(rows)
	if err := c.readParents(); err != nil {
		return err
	}
	for _, r := range rows {
		if level(r.row.Code) == 2 {
			c.addChain(r)
		}
	}
	for _, r := range rows {
		if level(r.row.Code) == 3 {
			c.addSegment(r)
		}
	}
	return nil
}

// definedOnce fills c.industries and returns the rows that define a new code.
func (c *converter) definedOnce(rows []numbered[industryRow]) (kept []numbered[industryRow]) {
	for _, r := range rows {
		code, name := r.row.Code, r.row.Name
		switch first, known := c.industries[code]; {
		case known:
			c.rejects.row(industryFile, r.line, code, "conflict: the code is that of %s already", first)
		case len(code) != 6 || strings.Trim(code, "0123456789") != "":
			c.rejects.row(industryFile, r.line, code, "an industry code has six digits")
		case name == "":
			c.rejects.row(industryFile, r.line, code, "the industry has no name")
		default:
			c.industries[code] = name
			kept = append(kept, r)
		}
	}
	return kept
}

func (c *converter) readParents() error {
	rows, err := readRows[hierarchyRow](c.dir, hierarchyFile, &c.rejects)
	if err != nil {
		return err
	}
	for _, r := range rows {
		child, parent := r.row.Child, r.row.Parent
		_, childKnown := c.industries[child]
		_, parentKnown := c.industries[parent]
		first, has := c.parents[child]
		switch {
		case !childKnown || !parentKnown:
			c.rejects.row(hierarchyFile, r.line, child+" → "+parent, "unknown industry: no row of %s defines both codes", industryFile)
		case has && first != parent:
			c.rejects.row(hierarchyFile, r.line, child+" → "+parent, "conflict: the industry above is %s already", first)
		case level(parent) != level(child)-1:
			c.rejects.row(hierarchyFile, r.line, child+" → "+parent, "the industry above must be one level higher")
		default:
			c.parents[child] = parent
		}
	}
	return nil
}

func (c *converter) addChain(r numbered[industryRow]) {
	self := ref("IndustryChain", "code", r.row.Code)
	c.node("IndustryChain", object{"code": r.row.Code, "name": r.row.Name}, dataSource)
	for _, k := range clusters() {
		if c.parents[r.row.Code] == k.industry {
			c.link("BELONGS_TO", self, ref("Cluster", "code", k.code), dataSource, ruleSource)
		}
	}
}

func (c *converter) addSegment(r numbered[industryRow]) {
	code, name := r.row.Code, r.row.Name
	if first, known := c.levelThree[name]; known {
		c.rejects.row(industryFile, r.line, name, "conflict: the name is that of %s already, and upstream links go by name", first)
		return
	}
	c.levelThree[name], c.segments[code] = code, true
	c.node("ChainSegment", object{"code": code, "name": name}, dataSource)
	parent, known := c.parents[code]
	if !known {
		c.rejects.value(industryFile, r.line, code, "no industry above it: the segment is part of no chain")
		return
	}
	c.link("PART_OF", ref("ChainSegment", "code", code), ref("IndustryChain", "code", parent), dataSource)
}
